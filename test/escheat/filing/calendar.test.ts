import { describe, expect, it } from "vitest";
import { calendarOf, type LetterWork, type ReportWork, type YearCell } from "@/lib/escheat/filing/calendar";
import {
  amountText,
  calendarSummary,
  entriesOf,
  type LineSpan,
  linesOf,
  linesWithin,
  workText,
  yearSums,
} from "@/lib/escheat/filing/calendar-words";
import { filingFault } from "@/lib/escheat/filing/filing-day";
import { icsOf } from "@/lib/escheat/filing/ics";
import { reportDates } from "@/lib/escheat/filing/report-dates";
import { makeRulebook } from "@/lib/escheat/rulebook";

const rulebook = makeRulebook([]);
const datesOf = (jurisdiction: string, year: number) => reportDates(rulebook, jurisdiction, year);

/** West Virginia 2026: cut-off 30 June, due 31 October, letters 3 July to 1 September (regulation, worked case a). */
const cell: YearCell = {
  jurisdiction: "US-WV",
  reportYear: 2026,
  outcome: "escheats",
  priority: 1,
  cards: 12,
  claimed: 340_00n,
  unmeasured: 0n,
};
const report: ReportWork = {
  id: 7,
  jurisdiction: "US-WV",
  reportYear: 2026,
  state: "draft",
  cards: 11,
  amount: 300_00n,
  filedOn: null,
  isPaid: false,
};
const batch: LetterWork = {
  id: 3,
  jurisdiction: "US-WV",
  reportYear: 2026,
  state: "issued",
  letters: 4,
  issuedOn: "2026-07-20",
};

const standingsAt = (
  asOf: string,
  work: { cells?: YearCell[]; reports?: ReportWork[]; letters?: LetterWork[] } = {},
) => {
  const { cells = [cell], reports = [], letters = [] } = work;
  const [year] = calendarOf({ asOf, cells, reports, letters, datesOf });
  return Object.fromEntries(year?.steps.map(({ kind, standing }) => [kind, standing]) ?? []);
};

describe("the dates of a report year", () => {
  it("are those of regulation's worked cases", () => {
    expect(datesOf("US-WV", 2026)).toMatchObject({
      cutoffOn: "2026-06-30",
      dueOn: "2026-10-31",
      letters: { from: "2026-07-03", to: "2026-09-01" },
      remit: null,
      unsure: ["reportCutoff", "letters"],
    });
    // New York: the year ends with the cut-off, the report is due on 10 March.
    expect(datesOf("US-NY", 2026)).toMatchObject({ cutoffOn: "2026-12-31", dueOn: "2027-03-10" });
    expect(datesOf("US-MI", 2025)).toMatchObject({ cutoffOn: "2025-03-31", dueOn: "2025-07-01" });
  });

  it("count Connecticut's letters from presumed abandonment: those of a whole year of cards", () => {
    const dates = datesOf("US-CT", 2026);
    expect(dates).toMatchObject({ cutoffOn: "2026-12-31", dueOn: "2027-03-31", lettersByCard: true });
    expect(dates?.letters).toEqual({ from: "2025-01-01", to: "2026-12-31" });
  });

  it("keep California's money apart from its notice", () => {
    expect(datesOf("US-CA", 2026)?.remit).toEqual({ from: "2027-06-01", to: "2027-06-15" });
  });

  it("are none where nobody has looked the law up", () => {
    expect(datesOf("US-GU", 2026)).toBeNull();
  });
});

describe("the calendar", () => {
  it("says too early up to the cut-off, the day itself included, then now, then late", () => {
    expect(standingsAt("2026-06-30")).toMatchObject({ cutoff: "ahead", due: "ahead", "letters-close": "ahead" });
    expect(standingsAt("2026-07-01")).toMatchObject({ cutoff: "over", due: "now", "letters-close": "ahead" });
    expect(standingsAt("2026-07-03")).toMatchObject({ "letters-open": "now", "letters-close": "now" });
    expect(standingsAt("2026-09-01")).toMatchObject({ "letters-close": "now", due: "now" });
    expect(standingsAt("2026-09-02")).toMatchObject({ "letters-open": "over", "letters-close": "missed" });
    // Whether anybody had to be written to only the letters say; those that were written are late for certain.
    const waiting = { ...batch, state: "approved" as const, issuedOn: null };
    expect(standingsAt("2026-09-02", { letters: [waiting] })["letters-close"]).toBe("late");
    expect(standingsAt("2026-10-31").due).toBe("now");
    expect(standingsAt("2026-11-01").due).toBe("late");
  });

  it("is late with nothing that was done, and with no letter that nobody could send", () => {
    const filed = { ...report, state: "filed" as const, filedOn: "2026-10-30", isPaid: true };
    expect(standingsAt("2026-11-01", { reports: [filed] }).due).toBe("done");
    expect(standingsAt("2026-11-01", { letters: [batch] })["letters-close"]).toBe("done");
    expect(standingsAt("2026-11-01", { cells: [{ ...cell, priority: 2 }] })["letters-close"]).toBe("over");
    expect(standingsAt("2026-11-01", { reports: [{ ...report, state: "withdrawn" }] }).due).toBe("late");
  });

  it("has a year of what is still coming, and takes a report's own figures once there is one", () => {
    const coming = { ...cell, reportYear: 2027, outcome: "not-yet" as const, cards: 5, claimed: 90_00n };
    const years = calendarOf({
      asOf: "2026-10-31",
      cells: [cell, coming],
      reports: [report],
      letters: [batch],
      datesOf,
    });
    expect(years.map(({ reportYear, owed, coming: later }) => [reportYear, owed.cards, later.cards])).toEqual([
      [2026, 12, 0],
      [2027, 0, 5],
    ]);
    expect(years.map(workText)).toEqual(["report draft; 4 letters issued", "nothing made yet"]);
    expect(calendarSummary(years, "USD", "en")).toBe(
      "2 report years; 0 are late. Next due: West Virginia 2026 on 31 Oct 2026, 11 cards, $300.00.",
    );
  });

  it("says of what nobody can measure how much it is, and leaves out what a state takes nothing of", () => {
    const open = { ...cell, claimed: 0n, unmeasured: 90_00n };
    const free = { ...cell, jurisdiction: "US-ME", claimed: 0n };
    const years = calendarOf({ asOf: "2026-07-01", cells: [open, free], reports: [], letters: [], datesOf });
    expect(years.map(({ jurisdiction }) => jurisdiction)).toEqual(["US-WV"]);
    expect(years.map((year) => amountText(yearSums(year), "USD"))).toEqual(["some of $90.00: needs counsel"]);
    expect(amountText({ cards: 2, amount: 5_00n, unmeasured: 90_00n }, "USD")).toBe(
      "$5.00 and some of $90.00: needs counsel",
    );
  });

  it("shows first what is to be done, and the next three months", () => {
    const years = calendarOf({ asOf: "2026-07-10", cells: [cell], reports: [], letters: [], datesOf });
    const kinds = (span: LineSpan, asOf = "2026-07-10") => linesWithin(years, span, asOf).map(({ step }) => step.kind);
    expect(kinds("open")).toEqual(["letters-open", "letters-close", "due"]);
    expect(kinds("all")).toEqual(["cutoff", "letters-open", "letters-close", "due"]);
    const ahead = calendarOf({ asOf: "2026-01-10", cells: [cell], reports: [], letters: [], datesOf });
    expect(linesWithin(ahead, "open", "2026-01-10")).toEqual([]);
    expect(linesWithin(ahead, "year", "2026-01-10")).toHaveLength(4);
  });

  it("looks two years ahead and forgets what was acknowledged long ago, but nothing that is late", () => {
    const at = (cells: YearCell[], reports: ReportWork[] = []) =>
      calendarOf({ asOf: "2026-10-31", cells, reports, letters: [], datesOf }).map(({ reportYear }) => reportYear);
    expect(
      at([
        { ...cell, reportYear: 2028 },
        { ...cell, reportYear: 2029 },
      ]),
    ).toEqual([2028]);
    expect(at([{ ...cell, reportYear: 2021 }])).toEqual([2021]);
    expect(at([], [{ ...report, reportYear: 2021, state: "acknowledged" }])).toEqual([]);
  });

  it("lists days in their order, each with what it is for", () => {
    const years = calendarOf({ asOf: "2026-07-01", cells: [cell], reports: [], letters: [], datesOf });
    expect(linesOf(years).map(({ step }) => `${step.on} ${step.kind}`)).toEqual([
      "2026-06-30 cutoff",
      "2026-07-03 letters-open",
      "2026-09-01 letters-close",
      "2026-10-31 due",
    ]);
  });
});

describe("filing", () => {
  const dates = { cutoffOn: "2026-06-30", dueOn: "2026-10-31" };
  it("is early to the cut-off, in time to the due day, late after it; days are counted", () => {
    expect(filingFault(dates, "2026-06-30")).toEqual({ kind: "early", days: 1 });
    expect(filingFault(dates, "2026-06-20")).toEqual({ kind: "early", days: 11 });
    expect(filingFault(dates, "2026-07-01")).toBeNull();
    expect(filingFault(dates, "2026-10-31")).toBeNull();
    expect(filingFault(dates, "2026-11-01")).toEqual({ kind: "late", days: 1 });
  });
});

describe("a calendar file", () => {
  const years = calendarOf({ asOf: "2026-09-10", cells: [cell], reports: [], letters: [], datesOf });
  const file = icsOf("Harbor; Vale, Calendar", "20260910T000000Z", entriesOf("HARBOR", years, "USD"));

  it("has what is still to be done as whole days, with lines as RFC 5545 wants them", () => {
    const lines = file.split("\r\n");
    expect(lines[0]).toBe("BEGIN:VCALENDAR");
    expect(lines.at(-2)).toBe("END:VCALENDAR");
    expect(file).toContain("X-WR-CALNAME:Harbor\\; Vale\\, Calendar\r\n");
    expect(file).toContain("UID:escheat-HARBOR-US-WV-2026-due@breakwater\r\n");
    expect(file).toContain("DTSTART;VALUE=DATE:20261031\r\nDTEND;VALUE=DATE:20261101\r\n");
    expect(file).toContain("SUMMARY:West Virginia 2026: Report due\r\n");
    // The cut-off has passed and so has the letters' first day; their last day is late.
    expect(file.match(/BEGIN:VEVENT/g)).toHaveLength(2);
    for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  });

  it("folds a long line without cutting a character, and unfolds to what it was", () => {
    const summary = "Größe – 日本 ".repeat(12).trim();
    const folded = icsOf("X", "20260910T000000Z", [{ uid: "u", on: "2026-10-31", summary, description: "" }]);
    for (const line of folded.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(folded.replaceAll("\r\n ", "")).toContain(`SUMMARY:${summary}`);
  });
});
