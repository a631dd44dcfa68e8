import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { listRoutes } from "@/e2e/routes";

const root = path.resolve(import.meta.dirname, "../..");
const read = (file: string) => fs.readFileSync(path.join(root, file), "utf8");

function filesIn(folder: string): string[] {
  const found = fs.readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" });
  return found.filter((file) => /\.tsx?$/.test(file)).map((file) => `${folder}/${file}`);
}

/** Handlers that need no scope, each for a reason: they show nothing of anybody. */
const openHandlers = [
  "api/auth/[...nextauth]/route.ts", // signing in itself
  "api/docs/route.ts", // the document of the API, the same for everybody
  "api/v1/openapi.json/route.ts",
  "api/health/route.ts", // alive and ready, without data
  "api/health/ready/route.ts",
  "api/[...unknown]/route.ts", // what does not exist, the same for everybody
  "api/ask/[domain]/[question]/route.ts", // hands on to questions, which are guarded one by one
];
const openPages = ["page.tsx", "(auth)/sign-in/page.tsx", "(auth)/join/page.tsx", "(auth)/reset/page.tsx"];
/** For customers, who have no account: what their link's token says and nothing else decides whom it is about. */
const byToken = ["(public)/s/[token]/page.tsx", "(public)/u/[token]/page.tsx", "api/u/[token]/route.ts"];

describe("the guard stands", () => {
  const routes = listRoutes(path.join(root, "app"));

  test.each(byToken)("by the token of the link on %s", (file) => {
    expect(read(`app/${file}`)).toMatch(/recipientOf\("(unsubscribe|statement)", /);
    expect(read(`app/${file}`)).toMatch(/if \(!recipient\) return/);
  });

  test.each(routes.filter((route) => route.kind === "page").map((route) => route.file))("on the page %s", (file) => {
    if (openPages.includes(file) || byToken.includes(file)) return;
    expect(read(`app/${file}`)).toMatch(/requireScope\("[a-z-]+\.[a-z-]+"\)|currentSession\(\)/);
  });

  test.each(routes.filter((route) => route.kind === "handler").map((route) => route.file))(
    "on the handler %s",
    (file) => {
      if (openHandlers.includes(file) || byToken.includes(file)) return;
      const text = read(`app/${file}`);
      for (const [line] of text.matchAll(/^export (const|async function|function) (GET|POST|PUT|PATCH|DELETE).*$/gm)) {
        expect(line).toMatch(/= route\(/);
      }
    },
  );

  const actionFiles = filesIn("lib").filter((file) => /^"use server";/m.test(read(file)));

  test("there are server actions to look at", () => expect(actionFiles.length).toBeGreaterThan(4));

  test.each(actionFiles)("on every action of %s", (file) => {
    for (const [line] of read(file).matchAll(/^export (?!type|interface).*$/gm)) {
      expect(line).toMatch(/^export const \w+ = (defineAction|definePublicAction)\(/);
    }
  });
});

test("every question of a page is guarded, and asked where the guarded ones are", () => {
  const files = filesIn("lib").filter((file) => file.endsWith("/questions.ts"));
  expect(files.length).toBeGreaterThan(4);
  for (const file of files) {
    const members = [...read(file).matchAll(/^ {2}\w+: .*$/gm)].map(([line]) => line);
    expect(members.filter((line) => !/: defineQuestion\(\{?$/.test(line))).toEqual([]);
    expect(members.length).toBeGreaterThan(0);
  }
  expect(read("lib/question.ts")).toMatch(/const answer = route\(/);
  expect(read("app/api/ask/[domain]/[question]/route.ts")).toMatch(
    /return found \? found\(request\) : problemResponse/,
  );
});

test("no component or page carries a server action of its own, outside the guarded ones", () => {
  const inline = [...filesIn("app"), ...filesIn("components")].filter((file) => /["']use server["']/.test(read(file)));
  expect(inline).toEqual([]);
});

test("no loading file stands above an issuer's pages: it would answer 200 before 404 and 403 are decided", () => {
  expect(filesIn("app").filter((file) => /\/loading\.tsx$/.test(file))).toEqual([]);
});

test("only scope.ts makes a scope, and only identity opens its gate", () => {
  const others = [...filesIn("lib"), ...filesIn("app"), ...filesIn("components")].filter(
    (file) => !file.startsWith("lib/identity/"),
  );
  expect(others.filter((file) => /withGate\(\s*"identity"/.test(read(file)))).toEqual([]);
  expect(others.filter((file) => /as (unknown as )?Scope\b/.test(read(file)))).toEqual([]);
});
