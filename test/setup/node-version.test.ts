import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { NEXT } from "@/lib/setup/build.mjs";

type Package = { readonly engines?: { readonly node?: string } };
const packages: Record<string, Package> = JSON.parse(readFileSync("package-lock.json", "utf8")).packages;
const promised = packages[""]?.engines?.node ?? "";

/** What asks for a newer Node and yet may stay, with the reason. */
const ALLOWED: Record<string, string> = {
  "node_modules/@mantine/dropzone": "is built for the browser; of Node it asks nothing when a page is rendered",
  "node_modules/react-dropzone": "is what that one draws with",
  "node_modules/attr-accept": "is what that one draws with",
  "node_modules/file-selector": "is what that one draws with",
};

const partsOf = (version: string) => version.split(".").map(Number);

/** Below 0, 0 or above: how two versions stand to each other; parts that one does not name are 0. */
function compare(one: readonly number[], other: readonly number[]): number {
  const at = [0, 1, 2].find((i) => (one[i] ?? 0) !== (other[i] ?? 0)) ?? 0;
  return (one[at] ?? 0) - (other[at] ?? 0);
}

/** Whether a range holds a version. Of the forms that npm knows only those that packages use for Node. @throws Error */
function holds(range: string, version: string): boolean {
  const asked = partsOf(version);
  const isMet = (condition: string) => {
    const [, sign, digits = ""] = condition.match(/^(>=|<=|>|<|\^|~|)(\d+(?:\.\d+)*)(?:\.[x*])*$/) ?? [];
    if (digits === "") throw new Error(`"${condition}" is no form of range that is read here`);
    const named = partsOf(digits);
    const order = compare(asked, named);
    if (sign === ">=") return order >= 0;
    if (sign === "<=") return order <= 0;
    if (sign === ">") return order > 0;
    if (sign === "<") return order < 0;
    const isSame = (parts: number) => named.slice(0, parts).every((part, i) => asked[i] === part);
    if (sign === "^") return order >= 0 && isSame(1);
    if (sign === "~") return order >= 0 && isSame(2);
    return isSame(named.length);
  };
  return range.split("||").some((alternative) => {
    const conditions = alternative.trim().replace(/([<>=^~])\s+/g, "$1");
    return conditions === "*" || conditions.split(/\s+/).every(isMet);
  });
}

it.each([
  [">=20.9", "20.9.0", true],
  [">=20.9.1", "20.9.0", false],
  ["^20.19.0 || >=22.12.0", "20.9.0", false],
  ["^20.19.0 || >=22.12.0", "20.19.4", true],
  ["^20.0.0 || ^22.0.0", "21.1.0", false],
  ["~20.9.0", "20.10.0", false],
  [">= 22", "20.9.0", false],
  ["6.* || 8.* || >= 10.*", "20.9.0", true],
  ["6.* || 8.*", "20.9.0", false],
  [">=18 <20", "20.9.0", false],
  ["20.x", "20.9.0", true],
  ["*", "20.9.0", true],
])("%s holds %s: %s", (range, version, answer) => {
  expect(holds(range, version)).toBe(answer);
});

it("every package that is installed runs on the oldest Node that the product promises", () => {
  const oldest = promised.replace(/^>=/, "");
  expect(oldest).toMatch(/^\d+\.\d+$/);
  const newer = Object.entries(packages).filter(
    ([, { engines }]) => engines?.node && !holds(engines.node, `${oldest}.0`),
  );
  expect(newer.map(([place]) => place).sort()).toEqual(Object.keys(ALLOWED).sort());
});

it("what is started beside --import has an extension: Node 20.9 refuses it without one", () => {
  expect(path.extname(NEXT)).toBe(".mjs");
});
