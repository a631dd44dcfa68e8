import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, type CivilDate } from "@/lib/dates";
import { Invalid } from "@/lib/errors";
import type { Rule } from "@/lib/escheat/rule";
import { makeRulebook, ruleAt, versionsOf } from "@/lib/escheat/rulebook";
import { plainRule, sure } from "./hand-made-rule";

const own = (version: number, effectiveFrom: CivilDate | null, effectiveTo: CivilDate | null = null): Rule => ({
  ...plainRule,
  version,
  effectiveFrom,
  effectiveTo,
});

/** First day, last day and number of each version. */
function made(rules: readonly Rule[]) {
  return versionsOf(makeRulebook(rules), "US-WV", "closed-loop").map((rule) => [
    rule.effectiveFrom,
    rule.effectiveTo,
    rule.version,
  ]);
}

function refusal(rules: readonly Rule[]): string {
  try {
    makeRulebook(rules);
  } catch (error) {
    if (error instanceof Invalid) return error.message;
    throw error;
  }
  return "";
}

describe("a rulebook", () => {
  test("is what we ship where the issuer has nothing of its own", () => {
    expect(made([])).toEqual([[null, null, 0]]);
    expect(ruleAt(makeRulebook([]), "US-WV", "closed-loop", "2026-06-30").dormancyYears.value).toBe(3);
  });

  test("says of a country that it does not claim, and of a state it has no rule for that nothing is known", () => {
    expect(ruleAt(makeRulebook([]), "FR", "closed-loop", "2026-06-30").claim.value).toBe("no-claim");
    expect(ruleAt(makeRulebook([], []), "US-WV", "closed-loop", "2026-06-30").claim.value).toBeNull();
  });

  test("ends what we ship the day before an own version begins, to the day", () => {
    const book = makeRulebook([{ ...own(1, "2026-07-01"), dormancyYears: sure(5) }]);
    expect(made([own(1, "2026-07-01")])).toEqual([
      [null, "2026-06-30", 0],
      ["2026-07-01", null, 1],
    ]);
    const years = (day: CivilDate) => ruleAt(book, "US-WV", "closed-loop", day).dormancyYears.value;
    expect([years("2026-06-30"), years("2026-07-01")]).toEqual([3, 5]);
  });

  test("puts an own version without a first day in our place altogether", () => {
    expect(made([own(1, null)])).toEqual([[null, null, 1]]);
  });

  test("keeps of several versions that we ship those before an own one, and cuts the one in force", () => {
    const shipped = [own(0, null, "2019-12-31"), own(0, "2020-01-01", "2029-12-31"), own(0, "2030-01-01")];
    const versions = (rules: readonly Rule[]) =>
      versionsOf(makeRulebook(rules, shipped), "US-WV", "closed-loop").map((rule) => [
        rule.effectiveFrom,
        rule.effectiveTo,
      ]);
    expect(versions([])).toEqual([
      [null, "2019-12-31"],
      ["2020-01-01", "2029-12-31"],
      ["2030-01-01", null],
    ]);
    expect(versions([own(1, "2026-07-01")])).toEqual([
      [null, "2019-12-31"],
      ["2020-01-01", "2026-06-30"],
      ["2026-07-01", null],
    ]);
  });

  test("ends an open own version where the next begins, whatever the order they come in", () => {
    const expected = [
      [null, "2025-12-31", 0],
      ["2026-01-01", "2026-06-30", 1],
      ["2026-07-01", null, 2],
    ];
    expect(made([own(2, "2026-07-01"), own(1, "2026-01-01")])).toEqual(expected);
    expect(made([own(1, "2026-01-01"), own(2, "2026-07-01")])).toEqual(expected);
  });

  test("touches no other state and no other kind of card", () => {
    const [before, after] = [makeRulebook([]), makeRulebook([own(1, "2026-07-01")])];
    const changed = [...after.versions].filter(
      ([key, versions]) => JSON.stringify(versions) !== JSON.stringify(before.versions.get(key)),
    );
    expect(changed.map(([key]) => key)).toEqual(["US-WV.closed-loop"]);
  });

  test("names two versions that hold at once and their days", () => {
    expect(refusal([own(1, "2026-01-01", "2026-07-15"), own(2, "2026-07-01")])).toBe(
      "US-WV, closed-loop: Two versions hold from 1 Jul 2026 to 15 Jul 2026: version 1 and version 2.",
    );
    expect(refusal([own(1, "2026-01-01", "2026-07-01"), own(2, "2026-07-01")])).toBe(
      "US-WV, closed-loop: Two versions hold on 1 Jul 2026: version 1 and version 2.",
    );
    expect(refusal([own(1, "2026-01-01"), own(2, "2026-01-01")])).toBe(
      "US-WV, closed-loop: Two versions hold from 1 Jan 2026 on: version 1 and version 2.",
    );
    expect(refusal([own(1, null), own(2, null)])).toBe(
      "US-WV, closed-loop: Two versions hold on every day: version 1 and version 2.",
    );
  });

  test("names the days that no version holds, and its neighbours", () => {
    expect(refusal([own(1, "2026-01-01", "2026-06-29"), own(2, "2026-07-01")])).toBe(
      "US-WV, closed-loop: No version holds on 30 Jun 2026, between version 1 and version 2.",
    );
    expect(refusal([own(1, "2026-01-01", "2026-12-31")])).toBe(
      "US-WV, closed-loop: No version holds from 1 Jan 2027 on, after version 1.",
    );
  });

  test("names a version number used twice, and an own version that passes for ours", () => {
    expect(refusal([own(1, "2026-01-01"), own(1, "2026-07-01")])).toContain("Two versions have the number 1.");
    expect(refusal([own(0, "2026-01-01")])).toContain("numbered from 1");
  });

  test("tells all laws with a fault at once, each under its own name", () => {
    const other = { ...own(1, "2026-01-01", "2026-12-31"), jurisdiction: "US-NY" };
    try {
      makeRulebook([own(1, null), own(2, null), other]);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(Invalid);
      expect(Object.keys(error instanceof Invalid ? error.fields : {}).sort()).toEqual([
        "US-NY.closed-loop",
        "US-WV.closed-loop",
      ]);
    }
  });
});

describe("of random dated versions", () => {
  const START = "2024-01-01";
  const DAYS = 40;
  const day = (number: number) => addDays(START, number);
  const span = fc.record({
    from: fc.option(fc.integer({ min: 1, max: DAYS - 2 }), { freq: 6 }),
    length: fc.option(fc.integer({ min: 1, max: 12 }), { freq: 2 }),
  });
  /** Neighbours that touch are rare by chance, so half of the cases are cut from one stretch of days. */
  const cut = fc.uniqueArray(fc.integer({ min: 1, max: DAYS - 2 }), { minLength: 1, maxLength: 5 }).chain((days) => {
    const starts = days.sort((a, b) => a - b);
    return fc.array(fc.boolean(), { minLength: starts.length, maxLength: starts.length }).map((open) =>
      starts.map((from, at) => {
        const next = starts[at + 1];
        return { from, length: next === undefined || open[at] ? null : next - from };
      }),
    );
  });
  const sets = fc
    .oneof(fc.array(span, { maxLength: 4 }), cut)
    .map((spans) =>
      spans.map(({ from, length }, at) =>
        own(at + 1, from === null ? null : day(from), length === null || from === null ? null : day(from + length - 1)),
      ),
    );

  /** By the definition alone: an own version without a last day ends where the next later one begins. */
  function holding(rules: readonly Rule[], date: CivilDate): number[] {
    const starts = rules.map(({ effectiveFrom }) => effectiveFrom ?? "");
    const held = rules.filter(({ effectiveFrom, effectiveTo }) => {
      const next = starts.filter((start) => start > (effectiveFrom ?? "")).sort()[0];
      const last = effectiveTo ?? (next ? addDays(next, -1) : "9999-12-31");
      return (effectiveFrom ?? "") <= date && date <= last;
    });
    const first = [...starts].sort()[0];
    return first === undefined || date < first
      ? [0, ...held.map(({ version }) => version)]
      : held.map(({ version }) => version);
  }

  test("either every day has exactly one version, and ruleAt finds it, or the set is refused", () => {
    let refused = 0;
    let accepted = 0;
    fc.assert(
      fc.property(sets, (rules) => {
        const dates = Array.from({ length: DAYS + 20 }, (_, number) => day(number - 1));
        const expected = dates.map((date) => holding(rules, date));
        const isWhole = expected.every((versions) => versions.length === 1);
        expect(refusal(rules) === "").toBe(isWhole);
        if (!isWhole) {
          refused += 1;
          return;
        }
        accepted += 1;
        const book = makeRulebook(rules);
        expect(dates.map((date) => [ruleAt(book, "US-WV", "closed-loop", date).version])).toEqual(expected);
        const versions = versionsOf(book, "US-WV", "closed-loop");
        expect([versions[0].effectiveFrom, versions.at(-1)?.effectiveTo]).toEqual([null, null]);
        for (const [at, { effectiveTo }] of versions.slice(0, -1).entries()) {
          expect(addDays(effectiveTo ?? "", 1)).toBe(versions[at + 1]?.effectiveFrom);
        }
      }),
      { numRuns: 500 },
    );
    expect(Math.min(refused, accepted)).toBeGreaterThan(50);
  });
});
