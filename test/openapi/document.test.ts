import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { insightNames } from "@/lib/insights/insight";
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

  it("names both scopes of about-to-lapse, which shows people in an insight", () => {
    const described = document.paths?.["/insights/about-to-lapse"]?.get?.description;
    expect(described).toContain("`insight.read`");
    expect(described).toContain("`customer.read`");
  });

  it("offers of an insight only what changes its answer", () => {
    const offered = (name: string) =>
      (document.paths?.[`/insights/${name}`]?.get?.parameters ?? []).map((one) => ("name" in one ? one.name : ""));
    expect(offered("historical-breakage")).toEqual(["asOf", "currency", "issuer"]);
    expect(offered("percentile-90")).toEqual(["asOf", "currency", "days", "issuer"]);
    expect(offered("top-merchants")).toEqual(["asOf", "currency", "days", "limit", "issuer"]);
  });

  it("leaves no route of the API undescribed", () => {
    const root = path.resolve(__dirname, "../../app/api/v1");
    const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith("route.ts"));
    expect(files.length).toBeGreaterThan(10);
    for (const file of files) {
      const name = `/${path.dirname(file)}`.replaceAll(/\[(\w+)\]/g, "{$1}");
      if (name === "/openapi.json") continue;
      const paths = name === "/insights/{name}" ? insightNames.map((one) => `/insights/${one}`) : [name];
      const source = readFileSync(path.join(root, file), "utf8");
      const methods = [...source.matchAll(/export const (GET|POST|PUT|PATCH|DELETE)\b/g)].map(
        (match) => match[1] ?? "",
      );
      for (const one of paths) {
        for (const method of methods) {
          const described = document.paths?.[one] as Record<string, unknown> | undefined;
          expect(described?.[method.toLowerCase()], `${method} ${one}`).toBeDefined();
        }
      }
    }
  });

  it("says of exactly those operations that they take an Idempotency-Key whose route does", () => {
    const root = path.resolve(__dirname, "../../app/api/v1");
    const changing = operations.filter(({ method }) => method !== "get");
    for (const { method, path: name, idempotent = false } of changing) {
      const source = readFileSync(path.join(root, name.replaceAll(/\{(\w+)\}/g, "[$1]"), "route.ts"), "utf8");
      const declared = source.split("export const ").find((part) => part.startsWith(method.toUpperCase())) ?? "";
      expect({ name, idempotent }).toEqual({ name, idempotent: declared.includes("idempotent: true") });
    }
    expect(changing.filter(({ idempotent }) => idempotent).length).toBeGreaterThan(15);
    expect(JSON.stringify(document.paths?.["/notifications/{id}/approve"]?.post)).toContain("Idempotency-Key");
    expect(JSON.stringify(document.paths?.["/notifications/{id}"]?.get)).not.toContain("Idempotency-Key");
  });

  it("says of exactly those operations that they answer with a file whose route makes one from the same rows", () => {
    const root = path.resolve(__dirname, "../../app/api/v1");
    for (const { method, path: name, csv = false } of operations) {
      const file = path.join(root, name.replaceAll(/\{(\w+)\}/g, "[$1]"), "route.ts");
      const makesFile =
        existsSync(file) && method === "get" && /\b(exportAnswer|fileOrJson)\(/.test(readFileSync(file, "utf8"));
      expect({ name, csv }).toEqual({ name, csv: makesFile });
      expect(JSON.stringify(document.paths?.[name]?.[method] ?? {}).includes("text/csv")).toBe(csv);
    }
    expect(operations.filter(({ csv }) => csv).length).toBeGreaterThan(4);
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
