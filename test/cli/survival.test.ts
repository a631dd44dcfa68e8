import { describe, expect, it } from "vitest";
import type { Observation } from "@/lib/breakage/survival/observation";
import { ROSSI_COVARIATES, rossi } from "../breakage/survival/data-rows";
import { GEHAN, seen } from "../breakage/survival/published";
import { fileCommand } from "../support/file-command";

const { file, run } = fileCommand("survival");

async function json(...words: string[]) {
  const { exitCode, stdout, stderr } = await run(...words, "--json");
  expect([exitCode, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout);
}

const lines = (cards: readonly Observation[], group?: string) =>
  cards.map(({ time, event }) => [time, Number(event), ...(group === undefined ? [] : [group])].join(",")).join("\n");
const oneGroup = (cards: readonly Observation[]) => `time,event\n${lines(cards)}\n`;
const twoGroups = `time,event,group\n${lines(GEHAN.mp6, "6-MP")}\n${lines(GEHAN.placebo, "placebo")}\n`;

describe("survival FILE.csv --method kaplan-meier", () => {
  it("--json prints method, times and median of one group, with null where nothing is known", async () => {
    const printed = await json(await file("mp6.csv", oneGroup(GEHAN.mp6)), "--method", "kaplan-meier");
    expect(Object.keys(printed)).toEqual(["method", "times", "median", "notes"]);
    expect(printed).toMatchObject({ method: "kaplan-meier", median: 23 });
    expect(Object.keys(printed.times[0])).toEqual([
      "time",
      "atRisk",
      "events",
      "survival",
      "standardError",
      "lower",
      "upper",
    ]);
    expect(printed.times.map(({ survival }: { survival: number }) => survival.toFixed(3))).toEqual(
      "0.857 0.807 0.753 0.690 0.627 0.538 0.448".split(" "),
    );
    const placebo = await json(await file("placebo.csv", oneGroup(GEHAN.placebo)), "--method", "kaplan-meier");
    expect(placebo.times.at(-1)).toMatchObject({ survival: 0, standardError: null, lower: null, upper: null });
  });

  it("--json prints groups by name, and the log-rank test of 16.79 between them", async () => {
    const printed = await json(await file("gehan.csv", twoGroups), "--method", "kaplan-meier");
    expect(Object.keys(printed)).toEqual(["method", "groups", "logRank", "notes"]);
    expect(Object.keys(printed.groups)).toEqual(["6-MP", "placebo"]);
    expect([printed.groups["6-MP"].median, printed.groups.placebo.median]).toEqual([23, 8]);
    expect(printed.logRank.statistic).toBeCloseTo(16.79, 2);
    expect(printed.logRank.degrees).toBe(1);
  });

  it("tests the groups that can be compared, and says which stands aside, or why there is no test", async () => {
    const rows = Object.entries(GEHAN).flatMap(([group, cards]) =>
      cards.map(({ time, event }) => `${time},${Number(event)},,${group}`),
    );
    // The oldest card of the trial was seen for 35 weeks: this one comes later.
    const text = ["time,event,entry,group", ...rows, "50,0,40,late"].join("\n");
    const three = await run(await file("three.csv", text), "--method", "kaplan-meier", "--json");
    const printed = JSON.parse(three.stdout);
    expect(printed.logRank.statistic).toBeCloseTo(16.79294, 5);
    expect(printed.logRank.degrees).toBe(1);
    expect(printed.notes).toEqual(three.notes);
    expect(three.notes).toEqual([expect.stringMatching(/group late was never at risk when a card was redeemed/)]);
    const alone = await run(
      await file("alone.csv", "time,event,group\n1,1,a\n3,0,a\n"),
      "--method",
      "kaplan-meier",
      "--json",
    );
    expect(JSON.parse(alone.stdout).logRank).toBeNull();
    expect(alone.notes).toEqual([
      expect.stringContaining("no log-rank test. A comparison needs two groups, and there is one."),
    ]);
  });

  it("knows no card that weighs 0, neither in the curve nor in the test", async () => {
    const plain = "time,event,weight,group\n1,1,10,a\n4,0,20,a\n2,1,30,b\n5,0,40,b\n";
    const of = async (text: string, ...words: string[]) =>
      json(await file("weights.csv", text), "--method", "kaplan-meier", ...words);
    for (const words of [[], ["--weights", "frequency"]]) {
      expect(await of(`${plain}1,1,0,b\n3,1,0,a\n`, ...words)).toEqual(await of(plain, ...words));
    }
  });

  it("counts balances as money in the curve, and as cards in its error and in the test", async () => {
    const text = "time,event,weight,group\n1,1,10,a\n2,0,20,a\n3,1,30,a\n4,0,40,a\n2,1,5,b\n5,0,50,b\n";
    const cards = await file("balances.csv", text);
    const printed = await json(cards, "--method", "kaplan-meier");
    expect(printed.groups.a.times.map(({ survival }: { survival: number }) => survival.toFixed(4))).toEqual([
      "0.9000",
      "0.5143",
    ]);
    const frequency = await json(cards, "--method", "kaplan-meier", "--weights", "frequency");
    const error = (result: typeof printed) => result.groups.a.times[0].standardError;
    expect(error(printed)).toBeCloseTo(0.9 * Math.sqrt(0.03 / 0.9), 10);
    expect(error(frequency)).toBeCloseTo(Math.sqrt(0.09 / 100), 10);
    expect(frequency.logRank.statistic).toBeGreaterThan(printed.logRank.statistic);
  });

  it("without --json prints a table, the median and the test", async () => {
    const { stdout } = await run(await file("gehan.csv", twoGroups), "--method", "kaplan-meier");
    expect(stdout).toMatch(/^ +6 +21 +3 +0\.8571 +0\.0764 +0\.6197 +0\.9516$/m);
    expect(stdout).toContain("Median 8");
    expect(stdout).toContain("Log-rank χ² 16.7929 with 1 degrees of freedom, p 0.0000417");
  });

  it("of open cards alone prints an empty curve and says so on stderr", async () => {
    const open = await file("open.csv", oneGroup(seen("3+ 5+")));
    const { exitCode, stdout, notes } = await run(open, "--method", "kaplan-meier", "--json");
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ method: "kaplan-meier", times: [], median: null, notes });
    expect(notes).toEqual([expect.stringContaining("all 2 are censored")]);
    expect((await run(open, "--method", "kaplan-meier")).stdout).toContain("the curve stays at 1");
  });
});

describe("survival FILE.csv --method kaplan-meier --errors resampled", () => {
  /** Redeemed is a balance of 10, open one of 30. */
  const two = "time,event,weight\n1,1,10\n3,0,30\n";
  const errorOf = async (...words: string[]) => {
    const printed = await json(await file("two.csv", two), "--method", "kaplan-meier", ...words);
    expect(printed.times).toHaveLength(1);
    expect(printed.times[0].survival).toBe(0.75);
    return printed.times[0];
  };

  it("gives the spread over cards drawn again: of two, 0, 0.75, 0.75 or 1 is open, √0.140625 = 0.375", async () => {
    const { standardError, lower, upper } = await errorOf("--errors", "resampled");
    expect(standardError).toBeGreaterThan(0.35);
    expect(standardError).toBeLessThan(0.4);
    // On the scale ln(−ln S): 0.75 to the power e^±(1.96 s ÷ (0.75·|ln 0.75|)).
    const reach = Math.exp((1.959964 * standardError) / (0.75 * -Math.log(0.75)));
    expect(lower).toBeCloseTo(0.75 ** reach, 5);
    expect(upper).toBeCloseTo(0.75 ** (1 / reach), 5);
    // By formula: (10 + 30)² ÷ (10² + 30²) = 1.6 cards, √(0.75·0.25 ÷ 1.6).
    expect((await errorOf()).standardError).toBeCloseTo(0.34233, 5);
    expect((await errorOf("--errors", "greenwood")).standardError).toBeCloseTo(0.34233, 5);
  });

  it("gives the same for the same seed, and something else for another", async () => {
    const first = await errorOf("--errors", "resampled", "--seed", "autumn");
    expect(await errorOf("--errors", "resampled", "--seed", "autumn")).toEqual(first);
    expect(await errorOf("--errors", "resampled", "--seed", "spring")).not.toEqual(first);
  });

  it("has no error where the curve is at zero", async () => {
    const printed = await json(await file("gone.csv", "time,event\n1,1\n2,1\n"), "--method", "kaplan-meier");
    const drawn = await json(
      await file("gone.csv", "time,event\n1,1\n2,1\n"),
      ...["--method", "kaplan-meier", "--errors", "resampled"],
    );
    for (const { times } of [printed, drawn]) {
      expect(times[1]).toMatchObject({ survival: 0, standardError: null, lower: null, upper: null });
    }
  });
});

describe("survival FILE.csv --method competing", () => {
  const ends = "time,event\n1,1\n2,expired\n3,0\n4,Redeemed\n5,expired\n";

  it("--json prints the share that came to each end: redeemed 1/5 + (3/5)(1/2), expired (4/5)(1/4) + 3/10", async () => {
    const printed = await json(await file("ends.csv", ends), "--method", "competing");
    expect(Object.keys(printed)).toEqual(["method", "ends", "open", "notes"]);
    expect(Object.keys(printed.ends)).toEqual(["expired", "redeemed"]);
    const shares = (steps: { time: number; incidence: number }[]) =>
      steps.map(({ time, incidence }) => [time, incidence.toFixed(6)]);
    expect(shares(printed.ends.redeemed)).toEqual([
      [1, "0.200000"],
      [4, "0.500000"],
    ]);
    expect(shares(printed.ends.expired)).toEqual([
      [2, "0.200000"],
      [5, "0.500000"],
    ]);
    expect(printed.open).toBe(0);
    expect(printed.ends.redeemed[0]).toMatchObject({ atRisk: 5, events: 1 });
    expect(printed.ends.redeemed[0].standardError).toBeCloseTo(Math.sqrt((0.2 * 0.8) / 5), 12);
  });

  it("without --json prints the steps in the order of time, and what became of all", async () => {
    const { stdout } = await run(await file("ends.csv", ends), "--method", "competing");
    expect(stdout).toMatch(/^ +2 +expired +4 +1 +0\.2000 +0\.1789$/m);
    expect(stdout).toContain("In the end expired 0.5000, redeemed 0.5000, open 0.0000");
  });

  it("counts balances as money, and groups apart", async () => {
    const text = "time,event,weight,group\n1,1,10,a\n2,expired,30,a\n1,expired,5,b\n";
    const printed = await json(await file("groups.csv", text), "--method", "competing");
    expect(printed.groups.a.ends.redeemed[0].incidence).toBeCloseTo(0.25, 12);
    expect(printed.groups.a.ends.expired[0].incidence).toBeCloseTo(0.75, 12);
    expect(Object.keys(printed.groups.b.ends)).toEqual(["expired"]);
    expect(printed).not.toHaveProperty("logRank");
  });

  it("says on stderr when nothing has ended, and knows words for ends in no other method", async () => {
    const open = await run(await file("open.csv", oneGroup(seen("3+ 5+"))), "--method", "competing");
    expect(open.stdout).toContain("all are open");
    expect(open.notes).toEqual([expect.stringContaining("all 2 are censored")]);
    const other = await run(await file("ends.csv", ends), "--method", "kaplan-meier");
    expect([other.exitCode, other.stdout]).toEqual([1, ""]);
    expect(other.stderr).toContain('line 3, column 2: the event is "expired": write 1 for redeemed, 0 for censored');
    const odd = await run(await file("odd.csv", "time,event\n3,2\n"), "--method", "competing");
    expect(odd.stderr).toContain('the event is "2": write 1 for redeemed, 0 for censored, or a word for another end');
  });
});

describe("survival FILE.csv --method mixture-cure", () => {
  it("--json prints the share, parameters, errors and likelihood, and that it is not to be quoted", async () => {
    const mp6 = await file("mp6.csv", oneGroup(GEHAN.mp6));
    const printed = await json(mp6, "--method", "mixture-cure", "--distribution", "weibull");
    expect(printed.method).toBe("mixture-cure");
    expect(printed.cureFraction).toBeCloseTo(0.44143, 5);
    expect(Object.keys(printed.parameters)).toEqual(["scale", "shape"]);
    expect(Object.keys(printed.standardErrors)).toEqual(["cureFraction", "scale", "shape"]);
    expect(printed.standardErrors.cureFraction).toBeCloseTo(0.13938, 5);
    expect(printed.logLikelihood).toBeCloseTo(-40.52978, 5);
    expect(printed.quotable).toBe(false);
    expect(printed.reasons.map(({ kind }: { kind: string }) => kind)).toEqual(["wide-interval"]);
    expect((await run(mp6, "--method", "mixture-cure")).stdout).toContain("The share is not to be quoted:");
  });

  it("takes another distribution, and exits with 1 where nothing was redeemed", async () => {
    const printed = await json(
      await file("mp6.csv", oneGroup(GEHAN.mp6)),
      "--method",
      "mixture-cure",
      "--distribution",
      "lognormal",
    );
    expect(printed.cureFraction).toBeCloseTo(0.41758, 5);
    const open = await run(await file("open.csv", oneGroup(seen("3+ 5+"))), "--method", "mixture-cure", "--json");
    expect([open.exitCode, open.stdout]).toEqual([1, ""]);
    expect(open.stderr).toContain("None of 2 cards had an event");
  });
});

describe("survival FILE.csv --method discrete-hazard", () => {
  it("--json prints a coefficient per period and the hazards behind them: 7 of 21 in the first four weeks", async () => {
    const printed = await json(
      await file("placebo.csv", oneGroup(GEHAN.placebo)),
      "--method",
      "discrete-hazard",
      "--period",
      "4",
    );
    expect(printed).toMatchObject({ method: "discrete-hazard", link: "cloglog", baseline: "free", periodLength: 4 });
    expect(printed.coefficients[0]).toMatchObject({ name: "period 1" });
    expect(printed.coefficients[0].coefficient).toBeCloseTo(Math.log(-Math.log(2 / 3)), 10);
    expect(printed.periods[0]).toMatchObject({ period: 1, atRisk: 21, events: 7 });
    expect(printed.periods.at(-1)).toMatchObject({ hazard: 1, coefficient: null });
  });

  it("fits covariates of further columns: re-arrest to the digits of the published case", async () => {
    const header = ["time", "event", ...ROSSI_COVARIATES].join(",");
    const rows = rossi().map(({ time, event, covariates }) => [time, Number(event), ...covariates].join(","));
    const printed = await json(
      await file("rossi.csv", [header, ...rows].join("\n")),
      "--method",
      "discrete-hazard",
      "--covariates",
      ROSSI_COVARIATES.join(","),
      "--link",
      "logit",
    );
    expect([printed.rows, printed.events]).toEqual([19_809, 114]);
    expect(printed.logLikelihood).toBeCloseTo(-681.773, 3);
    expect(printed.coefficients.map(({ coefficient }: { coefficient: number }) => coefficient.toFixed(4))).toEqual(
      "-4.5090 0.0182 -0.3823 -0.0575 0.3145 -0.1496 -0.4363 -0.0831 0.0920".split(" "),
    );
  });
});

describe("words and files that make no sense", () => {
  it("exit with 2 for options that the method has no use for, and values it does not know", async () => {
    const mp6 = await file("mp6.csv", oneGroup(GEHAN.mp6));
    for (const words of [
      ["--method", "kaplan-meier", "--distribution", "weibull"],
      ["--method", "mixture-cure", "--period", "4"],
      ["--method", "cox"],
      ["--method", "mixture-cure", "--distribution", "gamma"],
      ["--method", "kaplan-meier", "--level", "95"],
      ["--method", "discrete-hazard", "--period", "0"],
      ["--method", "discrete-hazard", "--covariates", "time"],
      ["--method", "kaplan-meier", "--weights", "euros"],
      ["--method", "kaplan-meier", "--errors", "bootstrap"],
      ["--method", "kaplan-meier", "--seed", "1"],
      ["--method", "kaplan-meier", "--errors", "resampled", "--weights", "frequency"],
      ["--method", "competing", "--errors", "resampled"],
      ["--method", "competing", "--level", "0.9"],
    ]) {
      expect([words, (await run(mp6, ...words)).exitCode]).toEqual([words, 2]);
    }
    expect((await run("nowhere.csv", "--method", "kaplan-meier")).exitCode).toBe(2);
  });

  it("exit with 1 for cells that cannot be used, each with file, line and column, ten at most", async () => {
    const bad = await file("bad.csv", "time,event\n3,1\nx,1\n-3,5\n");
    const { exitCode, stdout, stderr } = await run(bad, "--method", "kaplan-meier", "--json");
    expect([exitCode, stdout]).toEqual([1, ""]);
    expect(stderr).toContain('bad.csv, line 3, column 1: the time "x" is no number');
    expect(stderr).toContain("bad.csv, line 4, column 1: the time is negative: -3");
    expect(stderr).toContain('bad.csv, line 4, column 2: the event is "5"');
    const many = await file("many.csv", `time,event\n${"x,1\n".repeat(30)}`);
    expect((await run(many, "--method", "kaplan-meier")).stderr).toContain("and 20 more");
  });

  it("exit with 1 for a group that cannot be fitted, by its name", async () => {
    const text = `time,event,group\n${lines(GEHAN.mp6, "known")}\n3,0,unused\n`;
    const { exitCode, stderr } = await run(await file("groups.csv", text), "--method", "mixture-cure");
    expect(exitCode).toBe(1);
    expect(stderr).toContain("group unused: None of 1 cards had an event");
  });
});
