import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { failureText, playwrightFailures, vitestFailures } from "@/lib/setup/failures.mjs";

// The reporters are asked, not a copy of what they once printed: their shape may change with an upgrade.
const ROOT = path.resolve(import.meta.dirname, "../..");
const TESTS = `test("adds", () => {});
describe("money", () => {
  test("is never lost", () => { throw new Error("one cent is missing\\nseed: 42"); });
});`;

function run(dir: string, args: string[], env: Record<string, string> = {}) {
  const { VITEST: _, ...outer } = process.env;
  spawnSync(process.execPath, args, { cwd: dir, env: { ...outer, ...env }, encoding: "utf8" });
  return JSON.parse(fs.readFileSync(path.join(dir, "result.json"), "utf8"));
}

describe("what npm test names at its end", () => {
  let dir = "";
  beforeEach(() => {
    dir = fs.mkdtempSync(path.join(os.tmpdir(), "failures-"));
    fs.writeFileSync(path.join(dir, "package.json"), '{"type":"module"}');
  });
  afterEach(() => fs.rmSync(dir, { recursive: true, force: true }));

  it("a failed test of vitest and a file that cannot be loaded, with the beginning of the message", () => {
    fs.writeFileSync(path.join(dir, "ledger.test.js"), TESTS);
    fs.writeFileSync(path.join(dir, "broken.test.js"), 'throw new Error("no such module");');
    const result = run(dir, [
      path.join(ROOT, "node_modules/vitest/vitest.mjs"),
      ...["run", "--globals", "--root", dir, "--reporter=json", "--outputFile=result.json"],
    ]);
    const failures = vitestFailures(result).sort((a, b) => a.name.length - b.name.length);
    const from = path.relative(ROOT, dir);
    expect(failures.map(({ name }) => name)).toEqual([
      `${from}/broken.test.js`,
      `${from}/ledger.test.js › money › is never lost`,
    ]);
    expect(failures[0]?.message).toContain("no such module");
    expect(failures[1]?.message).toBe("Error: one cent is missing\nseed: 42");
    expect(failureText("unit", failures.slice(1))).toBe(
      `unit: ${from}/ledger.test.js › money › is never lost\n    Error: one cent is missing\n    seed: 42`,
    );
  });

  it("a failed test of Playwright by file and line, and apart from it one that passed the second time", () => {
    fs.symlinkSync(path.join(ROOT, "node_modules"), path.join(dir, "node_modules"));
    fs.writeFileSync(path.join(dir, "playwright.config.js"), 'export default { testMatch: "*.spec.js", retries: 1 };');
    fs.writeFileSync(
      path.join(dir, "door.spec.js"),
      `import { test } from "@playwright/test";
test("opens", () => {});
test.describe("the door", () => {
  test("shuts", () => { throw new Error("it is ajar"); });
  test("creaks once", ({}, info) => { if (info.retry === 0) throw new Error("creak"); });
});`,
    );
    const result = run(dir, [path.join(ROOT, "node_modules/@playwright/test/cli.js"), "test", "--reporter=json"], {
      PLAYWRIGHT_JSON_OUTPUT_FILE: path.join(dir, "result.json"),
    });
    const { failed, flaky } = playwrightFailures(result);
    expect(failed.map(({ name }) => name)).toEqual(["door.spec.js:4 › the door › shuts"]);
    expect(failed[0]?.message).toMatch(/^Error: it is ajar\n/);
    expect(flaky.map(({ name }) => name)).toEqual(["door.spec.js:5 › the door › creaks once"]);
    expect(flaky[0]?.message).toMatch(/^Error: creak\n/);
  });

  it("nothing when there is no result", () => {
    expect(vitestFailures(null)).toEqual([]);
    expect(playwrightFailures(null)).toEqual({ failed: [], flaky: [] });
  });
});
