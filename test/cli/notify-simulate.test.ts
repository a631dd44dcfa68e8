import { describe, expect, it } from "vitest";
import { fileCommand } from "../support/file-command";

const { run } = fileCommand("notify");
const small = ["--people", "150", "--seeds", "3"];

describe("notify simulate", () => {
  it("--json prints each policy with equally many messages, and the same for the same seed, without a database", async () => {
    const asked = () => run("simulate", "--seed", "1", ...small, "--json");
    const { exitCode, stdout } = await asked();
    expect(exitCode).toBe(0);
    const printed = JSON.parse(stdout);
    expect(printed).toMatchObject({ effect: "prior", seed: "1", seeds: 3, people: 150, horizonDays: 60 });
    const results: { policy: string; messages: number }[] = printed.results;
    expect(results.map(({ policy }) => policy)).toEqual(["smart", "two-weeks-before", "random", "nobody"]);
    expect(new Set(results.slice(0, 3).map(({ messages }) => messages)).size).toBe(1);
    expect((await asked()).stdout).toBe(stdout);
  });

  it("prints a table in which nobody gains when reminders do nothing", async () => {
    const { exitCode, stdout } = await run("simulate", "--seed", "1", ...small, "--effect", "none");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("Reminders do nothing in these worlds.");
    expect(stdout.match(/smart .*0\.00 \(0\.00 to 0\.00\)/)).not.toBeNull();
  });

  it.each([
    ["--effect", "much"],
    ["--seeds", "1"],
    ["--people", "2.5"],
    ["--share", "2"],
  ])("refuses %s %s", async (option, value) => {
    expect((await run("simulate", "--seed", "1", option, value)).exitCode).toBe(2);
  });
});
