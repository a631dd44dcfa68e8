import { describe, expect, it } from "vitest";
import { RAA, REDEEMED } from "../breakage/triangle/published-triangles";
import { fileCommand } from "../support/file-command";

const { file, run } = fileCommand("triangle");

const csvOf = ({ ages, origins, cells }: typeof RAA) =>
  [["origin", ...ages], ...cells.map((row, i) => [origins[i], ...row.map((cell) => cell ?? "")])]
    .map((line) => line.join(","))
    .join("\n");

describe("triangle FILE.csv --method M", () => {
  it("--json prints the contract's object: RAA comes to 213122.23, reserve 52135.23 ± 26909.01", async () => {
    const { exitCode, stdout, stderr, notes } = await run(
      await file("raa.csv", csvOf(RAA)),
      "--method",
      "chain-ladder",
      "--json",
    );
    expect([exitCode, stderr]).toEqual([0, ""]);
    const result = JSON.parse(stdout);
    expect(Object.keys(result)).toEqual(["method", "origins", "total", "factors", "sigmaSquared", "notes"]);
    expect(Object.keys(result.origins[0])).toEqual([
      ...["origin", "latest", "ultimate", "reserve", "standardError", "oneYearStandardError"],
    ]);
    expect(Object.keys(result.total)).toEqual([
      ...["latest", "ultimate", "reserve", "standardError", "oneYearStandardError"],
    ]);
    expect(result.method).toBe("chain-ladder");
    expect(result.total.reserve).toBeCloseTo(52135.23, 2);
    expect(result.total.standardError).toBeCloseTo(26909.01, 2);
    expect(result.factors[0]).toBeCloseTo(2.99935865, 8);
    // The one downward revision is said to the person on stderr, and to a program in `notes`.
    expect(notes).toEqual([expect.stringContaining("line 3, column 8: the amount falls from 15599 to 15496")]);
    expect(result.notes).toEqual(notes);
  });

  it("without --json prints a table with a total", async () => {
    const { stdout } = await run(await file("raa.csv", csvOf(RAA)), "--method", "chain-ladder");
    expect(stdout).toMatch(/^Total +160987\.00 +213122\.23 +52135\.23 +26909\.01 +\d+\.\d\d$/m);
    expect(stdout).toMatch(/^1 to 2 +2\.99936 +27883\.5$/m);
  });

  it("takes the rule for the last σ, the diagonals, and a tail", async () => {
    const raa = await file("raa.csv", csvOf(RAA));
    const error = async (...more: string[]) => {
      const { stdout } = await run(raa, "--method", "chain-ladder", "--json", ...more);
      return JSON.parse(stdout).total.standardError;
    };
    expect(await error("--last-sigma", "log-linear")).toBeCloseTo(26880.74, 2);
    expect(await error("--diagonals", "4")).toBeCloseTo(19859.0, 2);
    expect(await error("--tail", "1")).toBeCloseTo(26909.01, 2);
    expect(await error("--exclude", "1981:1", "--exclude", "1982:1")).not.toBeCloseTo(26909.01, 0);
  });

  it("open-balance reads open balances, or value redeemed with its face values: the same figures", async () => {
    const faces = await file("faces.csv", "origin,face\n1,1000\n2,1200\n3,900\n4,1500\n5,1100\n");
    const redeemed = await file("redeemed.csv", csvOf(REDEEMED));
    const open = await file(
      "open.csv",
      "o,0,1,2,3,4,5\n1,1000,700,550,480,450,440\n2,1200,820,640,560,525\n3,900,650,510,450\n4,1500,1030,810\n5,1100,760\n",
    );
    const { stdout } = await run(open, "--method", "open-balance", "--json");
    const other = await run(redeemed, "--method", "open-balance", "--exposure", faces, "--json");
    expect(other.stdout).toBe(stdout);
    expect(JSON.parse(stdout).total).toMatchObject({ latest: 2985 });
    expect(JSON.parse(stdout).total.ultimate).toBeCloseTo(2495.558, 3);
  });

  it("reads amounts of each age with --incremental: 300, 150, 70 … give the reserve of 300, 450, 520 …", async () => {
    const cumulative = await run(await file("redeemed.csv", csvOf(REDEEMED)), "--method", "chain-ladder", "--json");
    const text = "o,1,2,3,4,5\n1,300,150,70,30,10\n2,380,180,80,35\n3,250,140,60\n4,470,220\n5,340\n";
    const { stdout } = await run(
      await file("incremental.csv", text),
      "--method",
      "chain-ladder",
      "--incremental",
      "--json",
    );
    expect(JSON.parse(stdout)).toEqual(JSON.parse(cumulative.stdout));
  });

  it("says in notes which origin is redeemed above its exposure, by the methods that let it pass: 340 of 300", async () => {
    const redeemed = await file("redeemed.csv", csvOf(REDEEMED));
    const exposure = await file("premium.csv", "1,1000\n2,1200\n3,900\n4,1500\n5,300\n");
    for (const words of [
      ["--method", "bornhuetter-ferguson", "--prior", "0.6"],
      ["--method", "benktander", "--prior", "0.6"],
      ["--method", "cape-cod"],
    ]) {
      const { exitCode, stdout } = await run(redeemed, ...words, "--exposure", exposure, "--json");
      expect(exitCode).toBe(0);
      expect(JSON.parse(stdout).notes).toEqual(["Origin 5: 340 is above its exposure 300"]);
    }
    const { stdout } = await run(redeemed, "--method", "chain-ladder", "--json");
    expect(JSON.parse(stdout).notes).toEqual([]);
  });

  it("says that one cohort which comes to 0 takes all others with it, and that one diagonal more may change it by nobody knows what", async () => {
    const open = await file("empty.csv", "origin,0,1,2\na,100,60,0\nb,100,50,\nc,120,,\n");
    const { stdout, notes } = await run(open, "--method", "open-balance", "--json");
    const { total, origins, notes: said } = JSON.parse(stdout);
    expect(said).toEqual([
      "The factor from 1 to 2 is 0, from 1 link: whatever is open at age 1 or before is taken to be redeemed in full.",
    ]);
    expect(notes).toEqual(said);
    expect([total.ultimate, total.oneYearStandardError]).toEqual([0, null]);
    expect(origins.map((one: { oneYearStandardError: number | null }) => one.oneYearStandardError)).toEqual([
      ...[0, null, null],
    ]);
    expect((await run(open, "--method", "open-balance")).stdout).toMatch(/^Total .*–$/m);
  });

  it("Clark's method with exposures is his Cape Cod: RAA with premium 40000 has the reserve 65536", async () => {
    const raa = await file("raa.csv", csvOf(RAA));
    const premium = await file("premium.csv", RAA.origins.map((origin) => `${origin},40000`).join("\n"));
    const { stdout } = await run(raa, "--method", "clark-weibull", "--exposure", premium, "--json");
    expect(Math.round(JSON.parse(stdout).total.reserve)).toBe(65536);
  });
});

describe("a triangle that cannot be used exits with 1 and says where", () => {
  const bad: readonly [what: string, method: string, text: string, sentence: string][] = [
    ["a hole", "chain-ladder", "o,1,2,3\na,1,,3\nb,1,2\nc,1\n", "line 2, column 3: Origin a has no amount at age 2"],
    [
      "a large fall",
      "chain-ladder",
      "o,1,2,3\na,9,5,6\nb,1,2\nc,1\n",
      "line 2, column 3: Origin a, age 2: the cumulative",
    ],
    ["one row", "chain-ladder", "o,1,2,3\na,1,2,3\n", "There is 1 origin; a chain ladder needs at least 3."],
    [
      "a month without sales",
      "open-balance",
      "o,0,1,2\na,9,5,4\nb,0,0\nc,9\n",
      "line 3: Origin b has a face value of 0",
    ],
    [
      "a redemption below zero",
      "open-balance",
      "o,0,1,2\na,9,5,6\nb,9,5\nc,9\n",
      "line 2, column 4: Origin a, age 2: the open balance rises",
    ],
    ["more than 100 % redeemed", "open-balance", "o,0,1,2\na,9,5,-1\nb,9,5\nc,9\n", "more than 100 % is redeemed"],
    ["a balance above face", "open-balance", "o,0,1,2\na,9,10,4\nb,9,5\nc,9\n", "above the face value 9"],
    ["a word", "chain-ladder", "o,1,2\na,1,x\nb,1,2\nc,1\n", 'line 2, column 3: "x" is no number'],
    [
      "nothing redeemed yet",
      "chain-ladder",
      "o,1,2,3\na,1,2,3\nb,1,2\nc,0\n",
      "line 4, column 2: Origin c has nothing by age 1",
    ],
  ];

  it.each(bad)("%s (%s)", async (_, method, text, sentence) => {
    const name = await file("bad.csv", text);
    const { exitCode, stdout, stderr } = await run(name, "--method", method, "--json");
    expect([exitCode, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(sentence);
    expect(stderr).toContain(name);
  });

  it("falls: with --incremental there is no more to read otherwise, and the hint does not say so", async () => {
    const refund = await file("refund.csv", "origin,1,2,3\na,100,-80,10\nb,100,20\nc,90\n");
    const summed = await file("summed.csv", "origin,1,2,3\na,100,20,30\nb,100,120\nc,90\n");
    const hint = async (...words: string[]) => (await run(...words, "--method", "chain-ladder")).stderr;
    expect(await hint(refund, "--incremental")).toMatch(/Revisions as large as this pass with falls any\.$/);
    expect(await hint(refund, "--incremental")).not.toContain("incremental");
    expect(await hint(summed)).toContain("Amounts of each age are to be read as incremental; revisions");
  });

  it("redeemed above the face value of --exposure, and falls when none are allowed", async () => {
    const redeemed = await file("redeemed.csv", csvOf(REDEEMED));
    const faces = await file("faces.csv", "1,1000\n2,1200\n3,900\n4,1500\n5,339\n");
    const above = await run(redeemed, "--method", "open-balance", "--exposure", faces);
    expect(above.exitCode).toBe(1);
    expect(above.stderr).toContain("line 6, column 2: Origin 5, age 1: 340 is redeemed of a face value of 339");
    const falls = await run(await file("raa.csv", csvOf(RAA)), "--method", "chain-ladder", "--falls", "none");
    expect(falls.exitCode).toBe(1);
    expect(falls.stderr).toContain("line 3, column 8");
  });

  it("names ten problems and counts the rest", async () => {
    const lines = Array.from({ length: 15 }, (_, i) => `c${i},x`).join("\n");
    const { stderr } = await run(await file("many.csv", `o,1\n${lines}\n`), "--method", "chain-ladder");
    expect(stderr.split("\n")).toHaveLength(11);
    expect(stderr).toContain("and 5 more");
  });
});

describe("words that make no sense exit with 2", () => {
  it("an unknown method, a missing file, prior or exposure, an option of another method", async () => {
    const redeemed = await file("redeemed.csv", csvOf(REDEEMED));
    for (const [words, sentence] of [
      [[redeemed, "--method", "oracle"], "--method is one of chain-ladder, open-balance,"],
      [["--method", "chain-ladder"], "FILE.csv is missing"],
      [[redeemed], "--method M is missing"],
      [[`${redeemed}.gone`, "--method", "chain-ladder"], "cannot be read"],
      [[redeemed, "--method", "cape-cod"], "cape-cod needs --exposure FILE.csv"],
      [[redeemed, "--method", "bornhuetter-ferguson", "--exposure", redeemed], "needs --prior RATE"],
      [[redeemed, "--method", "chain-ladder", "--tail", "x"], '--tail is a number, not "x"'],
      [[redeemed, "--method", "chain-ladder", "--tail-sigma", "1"], "--tail FACTOR is missing"],
      [[redeemed, "--method", "chain-ladder", "--exclude", "1"], "--exclude is ORIGIN:AGE"],
      [[redeemed, "--method", "open-balance", "--falls", "any"], "no use for --falls"],
      [[redeemed, "--method", "chain-ladder", "--prior", "0.5"], "chain-ladder has no use for --prior"],
      [[redeemed, "--method", "clark-weibull", "--diagonals", "3"], "clark-weibull has no use for --diagonals"],
    ] as const) {
      const { exitCode, stdout, stderr } = await run(...words);
      expect([sentence, exitCode, stdout]).toEqual([sentence, 2, ""]);
      expect(stderr).toContain(sentence);
    }
  });
});
