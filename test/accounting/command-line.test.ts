import { describe, expect, it } from "vitest";
import { fileCommand } from "../support/file-command";

const { file, run } = fileCommand("accounting");
const example52 = {
  method: "proportional",
  allocated: 8676,
  periods: [
    { period: "1", redeemed: 4500, expectedRedemptions: 9500 },
    { period: "2", redeemed: 4000, expectedRedemptions: 9700 },
  ],
};
const card = { method: "proportional", face: 1000, expectedBreakageRate: 0.1, escheatableShare: 0.4 };

describe("accounting recognise FILE.json", () => {
  it("--json prints {periods: [{period, revenue, breakageRevenue, liability, escheatPayable}]} and nothing else: IFRS 15 Example 52 to the cent", async () => {
    const path = await file("example-52.json", JSON.stringify(example52));
    const { exitCode, stdout, stderr, notes } = await run("recognise", path, "--json");
    expect([exitCode, stderr, notes]).toEqual([0, "", []]);
    expect(JSON.parse(stdout)).toEqual({
      periods: [
        { period: "1", revenue: "4109.68", breakageRevenue: null, liability: "4566.32", escheatPayable: "0.00" },
        { period: "2", revenue: "3493.00", breakageRevenue: null, liability: "1073.32", escheatPayable: "0.00" },
      ],
    });
  });

  it("without --json prints a table with the catch-up: 8,676 × 4,500 × (1 ÷ 9,700 − 1 ÷ 9,500) is −84.73", async () => {
    const { stdout } = await run("recognise", await file("table.json", JSON.stringify(example52)));
    expect(stdout).toMatch(/^2 +3493\.00 +– +-84\.73 +1073\.32 +0\.00$/m);
  });

  it("says on stderr when more was redeemed than expected", async () => {
    const path = await file("more.json", JSON.stringify({ ...card, periods: [{ period: 1, redeemed: 950 }] }));
    const { exitCode, stdout, notes } = await run("recognise", path, "--json");
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout).periods[0]).toMatchObject({ revenue: "960.00", breakageRevenue: "10.00" });
    expect(notes).toEqual([expect.stringContaining("more.json, periods.0: more is redeemed than was expected")]);
  });

  it.each([
    ["a negative amount", { ...card, periods: [{ period: 1, redeemed: -1 }] }, "periods.0.redeemed: is below 0"],
    [
      "a rate in per cent",
      { ...card, expectedBreakageRate: 10, periods: [{ period: 1, redeemed: 1 }] },
      "expectedBreakageRate: is a share",
    ],
    [
      "an unknown field",
      { ...card, periods: [{ period: 1, redeemed: 1, spent: 2 }] },
      "periods.0.spent: is not known here",
    ],
    ["a list", [card], "the whole: "],
    [
      "more redeemed than sold",
      { ...card, periods: [{ period: 1, redeemed: 1001 }] },
      "periods.0.redeemed: leaves 1001.00",
    ],
  ])("%s is refused with file and path, exit code 1 and nothing on stdout", async (name, input, message) => {
    const path = await file(`${name.replaceAll(" ", "-")}.json`, JSON.stringify(input));
    const outcome = await run("recognise", path, "--json");
    expect(outcome).toMatchObject({ exitCode: 1, stdout: "" });
    expect(outcome.stderr).toContain(`${path}, ${message}`);
  });

  it("text that is no JSON and a file that is not there are refused in words", async () => {
    const broken = await run("recognise", await file("broken.json", '{"method":'), "--json");
    expect(broken).toMatchObject({ exitCode: 1, stdout: "" });
    expect(broken.stderr).toContain("broken.json is not JSON");
    const absent = await run("recognise", "nowhere.json", "--json");
    expect(absent).toMatchObject({ exitCode: 2, stdout: "" });
    expect(absent.stderr).toContain("nowhere.json cannot be read");
  });
});
