import { describe, expect, test } from "vitest";
import { filterLines, ruleLines, ruleOrders, sortLines } from "@/lib/escheat/rule-list";
import { makeRulebook } from "@/lib/escheat/rulebook";
import { shownVersions } from "@/lib/escheat/shown-versions";
import { startDraft } from "@/lib/escheat/start-draft";
import { plainRule } from "./hand-made-rule";

const lines = ruleLines(makeRulebook([]), "closed-loop", "2026-11-25", new Set(["US-NY", "US-DE", "FR"]));
const codes = (list: typeof lines) => list.map(({ rule }) => rule.jurisdiction);

describe("the list of rules", () => {
  test("has a line for each state, the federal district and the five territories, by name", () => {
    expect(lines).toHaveLength(56);
    expect(codes(lines).slice(0, 4)).toEqual(["US-AL", "US-AK", "US-AS", "US-AZ"]);
  });

  test("is narrowed to where the issuer is, to what needs counsel, and to a name or a postal code", () => {
    expect(codes(filterLines(lines, "here", ""))).toEqual(["US-DE", "US-NY"]);
    expect(filterLines(lines, "counsel", "").every(({ counsel }) => counsel.length > 0)).toBe(true);
    // Every cell of the survey's row is verified for Connecticut and Washington, and for no other.
    const counsel = new Set(codes(filterLines(lines, "counsel", "")));
    expect(codes(lines).filter((one) => !counsel.has(one))).toEqual(["US-CT", "US-WA"]);
    expect(codes(filterLines(lines, "all", "virg"))).toEqual(["US-VI", "US-VA", "US-WV"]);
    expect(codes(filterLines(lines, "all", " wv "))).toEqual(["US-WV"]);
  });

  test.each(ruleOrders)("by %s: the same lines, those of unknown value last whichever way it is turned", (by) => {
    for (const direction of ["asc", "desc"] as const) {
      const sorted = sortLines(lines, { by, direction });
      expect([...codes(sorted)].sort()).toEqual([...codes(lines)].sort());
    }
    for (const direction of ["asc", "desc"] as const) {
      const due = sortLines(lines, { by: "due", direction }).map(({ rule }) => rule.reportDue.value?.day ?? null);
      expect(due.indexOf(null)).toBe(51);
      expect(due.slice(51)).toEqual([null, null, null, null, null]);
    }
  });

  test("takes the version that decides the day", () => {
    const own = { ...plainRule, effectiveFrom: "2027-01-01" };
    const on = (day: string) =>
      ruleLines(makeRulebook([own]), "closed-loop", day, new Set()).find(({ name }) => name === "West Virginia")?.rule
        .version;
    expect([on("2026-12-31"), on("2027-01-01")]).toEqual([0, 1]);
  });
});

describe("the versions a page shows", () => {
  const listed = (version: number) => ({
    rule: { ...plainRule, version },
    written: { ...plainRule, version },
    hash: "",
    own: null,
    confirmation: { kind: "unconfirmed" } as const,
    decides: true,
    replacedBy: null,
  });
  const versions = [listed(0), listed(1)];
  const shown = (asked: { version?: number; against?: number }) => {
    const found = shownVersions(versions, { ...plainRule, version: 1 }, asked);
    return found && [found.shown.rule.version, found.against?.rule.version ?? null];
  };

  test("are those asked for, else the one that decides; never one against itself, nor one that is not there", () => {
    expect(shown({})).toEqual([1, null]);
    expect(shown({ version: 0, against: 1 })).toEqual([0, 1]);
    expect(shown({ version: 0, against: 0 })).toEqual([0, null]);
    expect(shown({ version: 9, against: 8 })).toEqual([1, null]);
    expect(shownVersions([], plainRule, {})).toBeNull();
  });
});

describe("a link to the form", () => {
  test("opens the fields it names and no others", () => {
    expect(startDraft(plainRule, {})).toEqual({});
    expect(startDraft(plainRule, { dormancyYears: 5 })).toEqual({ dormancyYears: { isKnown: true, years: 5 } });
    expect(startDraft(plainRule, { percent: 30 }).share).toMatchObject({ percent: 30, base: "remaining" });
    expect(startDraft(plainRule, { claim: "unsettled" })).toEqual({ claim: { isKnown: false, claim: "escheats" } });
    expect(startDraft(plainRule, { startsAt: ["sale", "use"] }).clock).toMatchObject({
      basis: "activity",
      from: ["sale", "use"],
      yearEnd: "12-31",
    });
  });
});
