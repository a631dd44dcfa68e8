import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { buildDocument } from "@/lib/openapi/document";
import { operations } from "@/lib/openapi/operations";
import { documentPage } from "@/lib/openapi/page";

const document = buildDocument(operations);

describe("the API's document", () => {
  it("is OpenAPI 3.1 and describes every operation once, each with its errors and the scope it needs", () => {
    expect(document.openapi).toBe("3.1.0");
    const ids = operations.map((operation) => operation.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { method, path: name, permission } of operations) {
      const described = document.paths?.[name]?.[method];
      expect(Object.keys(described?.responses ?? {})).toEqual(expect.arrayContaining(["400", "401", "403"]));
      expect(described?.description).toContain(permission);
    }
  });

  it("describes routes that exist", () => {
    for (const { path: name } of operations) {
      const folder = name.startsWith("/insights/") ? "/insights/[name]" : name.replaceAll(/\{(\w+)\}/g, "[$1]");
      expect(existsSync(path.resolve(__dirname, `../../app/api/v1${folder}/route.ts`)), name).toBe(true);
    }
  });

  it("refers only to shapes that it holds", () => {
    const text = JSON.stringify(document);
    const names = [...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map((match) => match[1] ?? "");
    expect(names.length).toBeGreaterThan(50);
    for (const name of names) expect(document.components?.schemas).toHaveProperty(name);
  });

  it("reads as a page that loads nothing from anywhere and lets no text become markup", () => {
    const page = documentPage(document);
    expect(page).not.toMatch(/<script|<link|<img|@import|url\(|https?:\/\//i);
    expect(page).toContain('href="#getBreakage"');
    const nasty = buildDocument(operations.map((one) => ({ ...one, summary: "<b onclick='x'>&" })));
    expect(documentPage(nasty)).not.toContain("<b onclick");
  });
});
