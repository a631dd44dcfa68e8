import fs from "node:fs";
import path from "node:path";

export type Route = { file: string; path: string; kind: "page" | "handler"; methods: readonly string[] };

/** Every page and handler there is, read from the folder `app`: a route added tomorrow is in the list by itself. */
export function listRoutes(root = path.join(process.cwd(), "app")): Route[] {
  const files = fs.readdirSync(root, { recursive: true, encoding: "utf8" }).sort();
  return files.filter((file) => /(^|\/)(page\.tsx|route\.ts)$/.test(file)).map((file) => routeOf(root, file));
}

function routeOf(root: string, file: string): Route {
  const segments = path.dirname(file).split(path.sep);
  const shown = segments.filter((segment) => segment !== "." && !/^\(.*\)$/.test(segment));
  const kind = file.endsWith("page.tsx") ? "page" : "handler";
  const text = fs.readFileSync(path.join(root, file), "utf8");
  const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"].filter((method) =>
    new RegExp(`export (const|async function|function) ${method}\\b|as ${method}\\b`).test(text),
  );
  return { file, path: `/${shown.join("/")}`, kind, methods: kind === "page" ? ["GET"] : methods };
}
