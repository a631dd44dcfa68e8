import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import * as errors from "@/lib/errors";
import { insightNames } from "@/lib/insights/insight";
import { buildDocument } from "@/lib/openapi/document";
import { operations } from "@/lib/openapi/operations";
import { documentPage } from "@/lib/openapi/page";
import { problemOf } from "@/lib/problem";
import { components, type Described, paths } from "../support/described";
import { faultsOf, type JsonSchema } from "../support/json-schema";

const document = buildDocument(operations);
function described(name: string, method: string): Described {
  const found = paths[name]?.[method];
  if (!found) throw new Error(`${method} ${name} is not described`);
  return found;
}
const answerOf = (name: string) => described(name, "get").responses["200"]?.content?.["application/json"]?.schema ?? {};

describe("the API's document", () => {
  it("is OpenAPI 3.1 and describes every operation once, each with its errors and the scope it needs", () => {
    expect(document.openapi).toBe("3.1.0");
    const ids = operations.map((operation) => operation.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { method, path: name, permission } of operations) {
      const described = document.paths?.[name]?.[method];
      expect(Object.keys(described?.responses ?? {})).toEqual(
        expect.arrayContaining(["400", "401", "403", "404", "429", "500", "503"]),
      );
      expect(described?.description).toContain(permission);
    }
  });

  it("asks of each operation for the permissions that its route asks for", () => {
    for (const { method, path: name, permission, alsoNeeds = [], query } of operations) {
      const source =
        sourceOf(name)
          .split("export const ")
          .find((part) => part.startsWith(method.toUpperCase())) ?? "";
      const all = [...source.matchAll(/(.*)requireAll\(scope, (.+)\)/g)].filter(
        ([, condition = ""]) => !condition.includes("if (") || condition.includes(`"${path.basename(name)}"`),
      );
      const more = all.flatMap(([, , list = ""]) => [...list.matchAll(/"([\w.]+)"/g)].map(([, one]) => one));
      expect([method, name, /permission: "([\w.]+)"/.exec(source)?.[1], more]).toEqual([
        method,
        name,
        permission,
        alsoNeeds,
      ]);
      expect([method, name, source.includes("  query: ")]).toEqual([method, name, query !== undefined]);
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
    expect(offered("historical-breakage")).toEqual(["asOf", "knownAt", "currency", "issuer"]);
    expect(offered("percentile-90")).toEqual(["asOf", "knownAt", "currency", "days", "issuer"]);
    expect(offered("top-merchants")).toEqual(["asOf", "knownAt", "currency", "days", "limit", "issuer"]);
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
      const media = Object.keys(described(name, method).responses["200"]?.content ?? {});
      if (method === "get" && name !== "/escheat/reports/{id}/file") expect(media.includes("text/csv")).toBe(csv);
    }
    expect(operations.filter(({ csv }) => csv).length).toBeGreaterThan(4);
  });

  it("names the media type of what is not JSON", () => {
    const media = (name: string) => Object.keys(described(name, "get").responses["200"]?.content ?? {});
    expect(media("/escheat/calendar/ics")).toEqual(["text/calendar"]);
    expect(media("/escheat/letters/{id}/pdf")).toEqual(["application/pdf"]);
    expect(media("/escheat/reports/{id}/file")).toContain("application/xml");
    expect(media("/escheat/reports/{id}/file")).not.toContain("application/json");
    expect(Object.keys(described("/imports", "post").requestBody?.content ?? {})).toEqual([
      "application/json",
      "multipart/form-data",
    ]);
  });

  it("says of a JSON body that it may be too large or of another type, and of a key that it may meet another request", () => {
    const statuses = (name: string, method: string) => Object.keys(described(name, method).responses);
    expect(statuses("/triangle", "post")).toEqual(expect.arrayContaining(["413", "415"]));
    expect(statuses("/notifications/{id}/undo", "post")).toContain("409");
    expect(statuses("/imports/files", "post")).toContain("422");
    for (const status of ["409", "413", "415", "422"]) expect(statuses("/brands", "get")).not.toContain(status);
  });

  it("lets null stand in the place of a named shape where it may, and nowhere else", () => {
    const { before } = answerOf("/overview").properties ?? {};
    const rollForward = { $ref: "#/components/schemas/RollForward" };
    const day = { $ref: "#/components/schemas/Day" };
    expect(before).toEqual({ anyOf: [rollForward, { type: "null" }] });
    expect(answerOf("/overview").properties?.current).toEqual(rollForward);
    expect(components.Card?.properties?.cardExpiresOn).toEqual({ anyOf: [day, { type: "null" }] });
    const faults = (schema: JsonSchema, value: unknown) => faultsOf(schema, value, components).length;
    expect([faults(before ?? {}, null), faults(rollForward, null)]).toEqual([0, 1]);
    const figures = { $ref: "#/components/schemas/Figures" };
    expect(answerOf("/breakage").properties?.total).toEqual(figures);
    expect(faults(figures, null)).toBe(1);
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

  it("has on its page the place that the `type` of every problem points to", () => {
    const thrown = Object.values(errors).flatMap((one) =>
      isThrowable(one) ? [problemOf(new one()).problem.type] : [],
    );
    const written = ["lib", "app"].flatMap((folder) => codesWithin(path.resolve(import.meta.dirname, "../..", folder)));
    expect(thrown.length).toBeGreaterThan(6);
    expect(written).toEqual(expect.arrayContaining(["method-not-allowed", "too-large", "unavailable", "internal"]));
    const page = documentPage(document);
    for (const type of [...thrown, ...written.map((code) => `/api/docs#${code}`)])
      expect(page, type).toContain(`id="${type.replace("/api/docs#", "")}"`);
  });

  it("reads as a page that loads nothing from anywhere and lets no text become markup", () => {
    const page = documentPage(document);
    expect(page).not.toMatch(/<script|<link|<img|@import|url\(|https?:\/\//i);
    expect(page).toContain('href="#getBreakage"');
    expect(page).toContain("<summary>Answer (200): text/calendar</summary>");
    expect(page).toContain("<summary>Body: application/json</summary>");
    const nasty = buildDocument(operations.map((one) => ({ ...one, summary: "<b onclick='x'>&" })));
    expect(documentPage(nasty)).not.toContain("<b onclick");
  });
});

const sourceOf = (name: string) =>
  readFileSync(
    path.resolve(
      import.meta.dirname,
      `../../app/api/v1${name.startsWith("/insights/") ? "/insights/[name]" : name.replaceAll(/\{(\w+)\}/g, "[$1]")}/route.ts`,
    ),
    "utf8",
  );

type Throwable = new () => errors.DomainError;
const isThrowable = (one: unknown): one is Throwable =>
  typeof one === "function" && one.prototype instanceof errors.DomainError;

/** The codes of problems that are no domain errors: those that only HTTP knows, and faults of ours. */
function codesWithin(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /\.tsx?$/.test(name));
  return files.flatMap((file) => {
    const source = readFileSync(path.join(folder, file), "utf8");
    return [...source.matchAll(/\b(?:problem|Refused)\(\s*\d{3},\s*"([a-z-]+)"/g)].map(([, code = ""]) => code);
  });
}
