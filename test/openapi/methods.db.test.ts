import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../../app/api/v1");
const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith("route.ts"));
const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];
type Handlers = Record<string, (() => Response) | undefined>;

it("every route of the API answers a method it does not have with a 405 problem that names those it has", async () => {
  expect(files.length).toBeGreaterThan(60);
  for (const file of files) {
    const source = readFileSync(path.join(root, file), "utf8");
    const own = methods.filter((method) => new RegExp(`^export (const|function) ${method}\\b`, "m").test(source));
    const handlers: Handlers = await import(path.join(root, file));
    for (const method of methods.filter((one) => !own.includes(one))) {
      const refused = handlers[method]?.();
      expect(refused?.status, `${method} ${file}`).toBe(405);
      expect(refused?.headers.get("content-type")).toBe("application/problem+json");
      expect(await refused?.json()).toMatchObject({ status: 405, title: "Method not allowed" });
      const allowed = refused?.headers.get("allow")?.split(", ") ?? [];
      expect(allowed.filter((one) => methods.includes(one)).sort(), file).toEqual(own.toSorted());
    }
    const told = handlers.OPTIONS?.();
    expect([told?.status, told?.headers.get("allow")?.includes(own[0] ?? "none")], file).toEqual([204, true]);
  }
});
