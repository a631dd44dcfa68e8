import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = path.resolve(__dirname, "..");
const LAYERS = ["app", "components", "lib", "db"] as const;
type Layer = (typeof LAYERS)[number];

/** What each layer may import besides itself: data flows one way. */
const mayImport: Record<Layer, readonly Layer[]> = {
  app: ["components", "lib", "db"],
  components: ["lib"],
  lib: ["db"],
  db: ["lib"],
};

/** Names of files that may touch the database, the clock, the environment or a framework. */
const IMPURE = /(^|\/)(queries|mutations|jobs|actions|questions|query-options)(\/|\.tsx?$)/;
/** Rooms whose whole purpose is infrastructure. */
const INFRASTRUCTURE = [
  "lib/setup/",
  "lib/cli/",
  "lib/jobs/",
  "lib/bench/",
  "lib/identity/",
  "lib/rollups/",
  "lib/export/",
  // A zip is read from its end, so a workbook is laid on disk while its rows are taken out.
  "lib/ingest/reader/",
];
/** One concern each, at the top of lib, made to be impure. */
const INFRASTRUCTURE_FILES = [
  "lib/env.ts",
  "lib/action.ts",
  "lib/ask.ts",
  "lib/http.ts",
  "lib/log.ts",
  "lib/problem.ts",
  "lib/query-client.ts",
  "lib/question.ts",
];

const files = LAYERS.flatMap((layer) => walk(path.join(ROOT, layer)))
  .map((file) => path.relative(ROOT, file))
  .filter((file) => /\.(ts|tsx)$/.test(file) && !file.endsWith(".d.ts"));

function walk(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const full = path.join(folder, name);
    return statSync(full).isDirectory() ? walk(full) : [full];
  });
}

/** What comes with a file at once: not types, and not what is fetched when it is needed. */
function firstImportsOf(file: string): string[] {
  const text = readFileSync(path.join(ROOT, file), "utf8");
  const statements = text.matchAll(/^(?:import|export)\s+(?!type\s)(?:([^;"']*?)\sfrom\s+)?"([^"]+)"/gm);
  return [...statements]
    .filter(([, names = ""]) => !/^\{\s*(type\s+[^,}]+,?\s*)+\}$/.test(names))
    .flatMap(([, , specifier]) => (specifier ? [resolve(file, specifier)] : []));
}

const byName = new Map(files.map((file) => [file.replace(/(\/index)?\.tsx?$/, ""), file]));
/** Which of our files come with a file at once. */
const neighboursOf = (file: string): string[] => firstImportsOf(file).flatMap((target) => byName.get(target) ?? []);
const domainOf = (file: string) => /^lib\/([^/]+)\//.exec(file)?.[1];

/** A way from a file back to itself, for each of which one is found. */
function waysBack(): string[] {
  const neighbours = new Map(files.map((file) => [file, neighboursOf(file)]));
  const done = new Set<string>();
  const found: string[] = [];
  const follow = (file: string, way: readonly string[]) => {
    const back = way.indexOf(file);
    if (back >= 0) found.push([...way.slice(back), file].join(" → "));
    if (back >= 0 || done.has(file)) return;
    for (const next of neighbours.get(file) ?? []) follow(next, [...way, file]);
    done.add(file);
  };
  for (const file of files) follow(file, []);
  return found;
}

/** Domains that use one another, and what would end it. There may be fewer of them one day, and no others. */
const MUTUAL: Record<string, string> = {
  "breakage cards": "what is asked of cards and of sums alike, by filters and contexts, in a domain beneath both",
  "escheat export": "a file prepared for download (`export/prepared`) apart from the tables that are exported",
  "export ingest": "a cell's way out and back (`export/neutralise`) beneath both",
  "ingest jobs": "a run's result made fit to be seen (`ingest/notice`) by the domain that wrote it",
  "ingest notifications": "the lock that imports and proposals take turns by (`IMPORT_LOCK`) beneath both",
  "jobs notifications": "the worker handed its sender by what starts it",
};

type Import = { readonly target: string; readonly typeOnly: boolean };

function importsOf(file: string): Import[] {
  const text = readFileSync(path.join(ROOT, file), "utf8");
  const found: Import[] = [];
  for (const match of text.matchAll(
    /(?:^|\n)\s*(import|export)\s+(type\s+)?(?:[^;'"]*?\sfrom\s+)?["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)/g,
  )) {
    const specifier = match[3] ?? match[4];
    if (specifier) found.push({ target: resolve(file, specifier), typeOnly: match[2] !== undefined });
  }
  return found;
}

function resolve(file: string, specifier: string): string {
  if (specifier.startsWith("@/")) return specifier.slice(2);
  if (specifier.startsWith(".")) return path.normalize(path.join(path.dirname(file), specifier));
  return specifier;
}

const layerOf = (target: string): Layer | null => LAYERS.find((layer) => target.startsWith(`${layer}/`)) ?? null;
const isInfrastructure = (file: string) =>
  INFRASTRUCTURE_FILES.includes(file) || INFRASTRUCTURE.some((room) => file.startsWith(room));

function offenders(check: (file: string, imported: Import) => boolean): string[] {
  return files.flatMap((file) =>
    importsOf(file)
      .filter((imported) => check(file, imported))
      .map((imported) => `${file} imports ${imported.target}`),
  );
}

describe("the structure", () => {
  it("has files to look at, so that this test can fail", () => {
    expect(files.length).toBeGreaterThan(100);
    expect(files.flatMap(importsOf).filter((i) => layerOf(i.target)).length).toBeGreaterThan(200);
  });

  it("lets data flow one way: app, components, lib, db", () => {
    expect(
      offenders((file, { target }) => {
        const from = layerOf(file);
        const to = layerOf(target);
        return from !== null && to !== null && from !== to && !mayImport[from].includes(to);
      }),
    ).toEqual([]);
  });

  it("lets db import only constants and the environment from lib", () => {
    expect(
      offenders(
        (file, { target }) =>
          file.startsWith("db/") &&
          !file.startsWith("db/seed") &&
          target.startsWith("lib/") &&
          !/\/constants$/.test(target) &&
          target !== "lib/env",
      ),
    ).toEqual([]);
  });

  it("keeps components away from queries, mutations and jobs; types may be known", () => {
    expect(
      offenders(
        (file, { target, typeOnly }) =>
          file.startsWith("components/") &&
          !typeOnly &&
          /^lib\/.*\/(queries|mutations|jobs|questions)(\/|$)/.test(target),
      ),
    ).toEqual([]);
  });

  it("keeps every other file of a domain pure: no database, framework, environment or logger", () => {
    const impureTarget =
      /^(db\/|next(\/|$)|next-auth|postgres$|drizzle-orm|graphile-worker|node:fs|node:child_process|lib\/(env|log|http|action|question)$)/;
    expect(
      offenders(
        (file, { target, typeOnly }) =>
          /^lib\/[^/]+\//.test(file) &&
          !isInfrastructure(file) &&
          !IMPURE.test(file) &&
          !typeOnly &&
          impureTarget.test(target),
      ),
    ).toEqual([]);
  });

  it("reads the clock and draws random numbers only where that is the file's job", () => {
    const impure = /Date\.now\(\)|new Date\(\)|Math\.random\(|process\.env/;
    const guilty = files.filter(
      (file) =>
        /^lib\/[^/]+\//.test(file) &&
        !isInfrastructure(file) &&
        !IMPURE.test(file) &&
        impure.test(readFileSync(path.join(ROOT, file), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "")),
    );
    expect(guilty).toEqual([]);
  });

  it("lets a pure file know of queries and mutations the types alone", () => {
    const guilty = files.filter(
      (file) =>
        /^lib\/[^/]+\//.test(file) &&
        !isInfrastructure(file) &&
        !IMPURE.test(file) &&
        neighboursOf(file).some((target) => /\/(queries|mutations)(\/|\.ts$)/.test(target)),
    );
    expect(guilty).toEqual([]);
  });

  it("has no file that comes with itself by way of others; types may be known both ways", () => {
    expect(waysBack()).toEqual([]);
  });

  it("has no two domains that use one another but those that did so before the rule", () => {
    const uses = new Set(
      files.flatMap((file) => neighboursOf(file).map((target) => `${domainOf(file)} ${domainOf(target)}`)),
    );
    const mutual = [...uses].filter((pair) => {
      const [one = "", other = ""] = pair.split(" ");
      return one < other && ![one, other].includes("undefined") && uses.has(`${other} ${one}`);
    });
    expect(mutual.sort()).toEqual(Object.keys(MUTUAL));
  });

  it("keeps Recharts in components/charts", () => {
    expect(
      offenders(
        (file, { target }) =>
          !file.startsWith("components/charts/") &&
          /^(recharts|@mantine\/charts)/.test(target) &&
          !target.endsWith(".css"),
      ),
    ).toEqual([]);
  });

  it("sends no screen the library of schemas: what a page brings at first parses nothing", () => {
    const isOf = (side: "client" | "server", file: string) =>
      new RegExp(`^["']use ${side}`, "m").test(readFileSync(path.join(ROOT, file), "utf8"));
    const next = (file: string) => firstImportsOf(file).flatMap((target) => byName.get(target) ?? target);
    const reach = (from: readonly string[], isEnd: (file: string) => boolean) => {
      const seen = new Map<string, string | null>(from.map((file) => [file, null]));
      for (const file of seen.keys())
        if (files.includes(file) && !isEnd(file))
          for (const target of next(file)) if (!seen.has(target)) seen.set(target, file);
      return seen;
    };
    const onServer = reach(
      files.filter((file) => /^app\/.*\/?(page|layout|error|not-found)\.tsx$/.test(file)),
      (file) => isOf("client", file),
    );
    const entries = [...onServer.keys()].filter((file) => files.includes(file) && isOf("client", file));
    expect(entries.length).toBeGreaterThan(100);
    const inBrowser = reach(entries, (file) => isOf("server", file));
    const way: string[] = [];
    for (let at: string | null | undefined = inBrowser.has("zod") ? "zod" : null; at; at = inBrowser.get(at))
      way.push(at);
    expect(way).toEqual([]);
  });

  it("sets the scope by function, never by set_config", () => {
    const guilty = files.filter((file) => /set_config\s*\(/.test(readFileSync(path.join(ROOT, file), "utf8")));
    expect(guilty).toEqual([]);
  });

  it("opens the identity gate only in lib/identity", () => {
    const guilty = files.filter(
      (file) =>
        !file.startsWith("lib/identity/") &&
        /withGate\(\s*"identity"/.test(readFileSync(path.join(ROOT, file), "utf8")),
    );
    expect(guilty).toEqual([]);
  });

  it("has no room for things without a name", () => {
    expect(files.filter((file) => /(^|\/)(utils?|helpers?|misc|common)(\/|\.tsx?$)/.test(file))).toEqual([]);
  });

  it("names files in kebab-case", () => {
    const plain = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*\.(ts|tsx)$/;
    expect(files.filter((file) => !plain.test(path.basename(file)))).toEqual([]);
  });
});
