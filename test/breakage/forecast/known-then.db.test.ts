import { beforeAll, describe, expect, it } from "vitest";
import { withScope } from "@/db/client";
import type { CutReport } from "@/lib/breakage/forecast/backtest-report";
import { monthOf } from "@/lib/breakage/forecast/months";
import { makeForecasts } from "@/lib/breakage/forecast/mutations/make";
import { readCohorts } from "@/lib/breakage/forecast/queries/cohorts";
import { getBacktest } from "@/lib/breakage/forecast/queries/versions";
import { addMonths, endOfMonth } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import { loadBatch, makeIssuer, type TestBatch, type TestCard, type TestEvent } from "../../support/cards";

/**
 * Two years of ten cards a month at 100.00, the last one sold on the month's last day. Seven are used for 80.00 in the month
 * after, two of them for the rest three months later. The file of a month comes on the third of the next.
 */
const MONTHS = 24;
const firstDay = (month: number) => addMonths("2024-01-01", month);
const dayIn = (month: number, day: string) => `${firstDay(month).slice(0, 8)}${day}`;
const now = new Date("2026-01-10T08:00:00Z");

function cardOf(month: number, i: number): { card: TestCard; events: TestEvent[] } {
  const id = `${String(month).padStart(2, "0")}/${i}`;
  const soldOn = i === 9 ? endOfMonth(firstDay(month)) : dayIn(month, "10");
  const event = (kind: "sale" | "redemption", amount: number, on: string): TestEvent => ({
    id: `${id}-${on}`,
    card: id,
    kind,
    amount,
    on,
  });
  const events = [event("sale", 10_000, soldOn)];
  if (i < 7) events.push(event("redemption", -8_000, dayIn(month + 1, "15")));
  if (i < 2) events.push(event("redemption", -2_000, dayIn(month + 3, "20")));
  return { card: { id, type: "T", soldOn }, events: events.filter(({ on }) => on <= "2025-12-31") };
}

const all = Array.from({ length: MONTHS }, (_, month) => Array.from({ length: 10 }, (_, i) => cardOf(month, i))).flat();
const cards = all.map(({ card }) => card);
const events = all.flatMap((one) => one.events);
const fileOf = (month: number): TestBatch => {
  const isOf = (day: string) => day.slice(0, 7) === firstDay(month).slice(0, 7);
  return {
    recordedAt: `${dayIn(month + 1, "03")}T06:00:00Z`,
    types: month === 0 ? [{ code: "T" }] : [],
    cards: cards.filter(({ soldOn }) => isOf(soldOn)),
    events: events.filter(({ on }) => isOf(on)),
  };
};
/** Three unused cards of early 2024 turn out to have been used in April 2024: it is loaded on 20 March 2025. */
const backdated: TestBatch = {
  recordedAt: "2025-03-20T06:00:00Z",
  events: ["00/8", "01/8", "02/8"].map((card) => ({
    id: `${card}-late`,
    card,
    kind: "redemption",
    amount: -10_000,
    on: "2024-04-20",
  })),
};
/** The last past month end at which it was not known, and the first at which it was. */
const FEBRUARY = monthOf("2025-02-01");

async function cutsOf(scope: Scope): Promise<readonly CutReport[]> {
  await makeForecasts(scope, {}, { now });
  const { report } = await getBacktest(scope, { currency: "USD" });
  if (report?.status !== "ok") throw new Error("no back-test");
  return report.cuts;
}
const said = ({ cut, known, score, range }: CutReport) => ({
  cut,
  known,
  expected: score.expected,
  outcomes: score.outcomes,
  range: range && [range.low, range.high],
});

/** Redeemed by a month's end as it was known then. */
async function redeemedBy(scope: Scope): Promise<(cut: number) => number> {
  const asked = { issuerId: scope.issuerId, currency: "USD", dataDate: "2025-12-31" };
  const book = await withScope(scope, (tx) => readCohorts(tx, asked));
  return (cut) =>
    book.at(cut).reduce((sum, cohort) => sum + cohort.redeemed.reduce((all, amount) => all + amount, 0), 0);
}

/** The same of the facts themselves but for the late ones. */
const happened = (until: string) =>
  events.reduce((sum, { kind, amount, on }) => sum + (kind === "redemption" && on <= until ? -amount : 0), 0);

let monthly: Scope;
let inOneGo: Scope;
let before: readonly CutReport[];
let after: readonly CutReport[];
let atOnce: readonly CutReport[];

beforeAll(async () => {
  monthly = await makeIssuer("MONTHLY");
  inOneGo = await makeIssuer("ATONCE");
  for (let month = 0; month < MONTHS; month++) await loadBatch(monthly, fileOf(month));
  before = await cutsOf(monthly);
  await loadBatch(monthly, backdated);
  after = await cutsOf(monthly);
  await loadBatch(inOneGo, { recordedAt: "2026-01-05T06:00:00Z", types: [{ code: "T" }], cards, events });
  await loadBatch(inOneGo, backdated);
  atOnce = await cutsOf(inOneGo);
}, 240_000);

describe("history that was loaded month by month", () => {
  it("is tested at seven month ends, each with what had come when its month's file was there", () => {
    expect(after.map(({ known }) => known)).toEqual(
      ["2025-01-03", "2025-02-03", "2025-03-03", "2025-04-03", "2025-05-03", "2025-06-03", "2025-07-03"].map(
        (historyOn) => ({ basis: "load-date", historyOn }),
      ),
    );
  });

  it("lets no backdated row into a forecast of the time before it was loaded", () => {
    const early = (cuts: readonly CutReport[]) => cuts.filter(({ cut }) => cut <= FEBRUARY).map(said);
    expect(early(after)).toHaveLength(3);
    expect(early(after)).toEqual(early(before));
  });

  it("lets it into every later one: the three cards are open no more", () => {
    const late = (cuts: readonly CutReport[]) => cuts.filter(({ cut }) => cut > FEBRUARY);
    for (const [i, { score }] of late(after).entries()) {
      expect(late(before)[i]?.score.expected).toBeGreaterThan(score.expected);
    }
  });

  it("holds the early ones against what is known now all the same: 300.00 less is open", () => {
    for (const [i, { score }] of after.entries()) {
      expect((before[i]?.score.actual ?? 0) - score.actual).toBe(30_000);
    }
  });

  it("was at the end of February 2025 what the facts say that were loaded by 3 March", async () => {
    const redeemed = await redeemedBy(monthly);
    expect(redeemed(FEBRUARY)).toBe(happened("2025-02-28"));
    expect(redeemed(FEBRUARY + 1)).toBe(happened("2025-03-31") + 30_000);
  });
});

describe("the same history loaded in one go", () => {
  it("goes by event date, and says since when it is there", () => {
    expect(new Set(atOnce.map(({ known }) => JSON.stringify(known)))).toEqual(
      new Set([JSON.stringify({ basis: "event-date", historyOn: "2026-01-05" })]),
    );
  });

  it("has the correction in its past already where that had not yet been loaded", async () => {
    const redeemed = await redeemedBy(inOneGo);
    expect(redeemed(FEBRUARY)).toBe(happened("2025-02-28") + 30_000);
    expect(redeemed(FEBRUARY + 1)).toBe(happened("2025-03-31") + 30_000);
  });
});

it("a card whose record says it was sold, and of which nothing had happened by the date, is in no cohort yet", async () => {
  const scope = await makeIssuer("EARLY");
  const event = (kind: "sale" | "reload", on: string): TestEvent => ({
    id: `A-${on}`,
    card: "A",
    kind,
    amount: 5_000,
    on,
  });
  await loadBatch(scope, {
    recordedAt: "2025-06-03T06:00:00Z",
    types: [{ code: "T" }],
    cards: [{ id: "A", type: "T", soldOn: "2025-04-10" }],
    events: [event("sale", "2025-05-02"), event("reload", "2025-05-20")],
  });
  const cohortsOn = async (dataDate: "2025-04-30" | "2025-05-31") => {
    const asked = { issuerId: scope.issuerId, currency: "USD", dataDate };
    const book = await withScope(scope, (tx) => readCohorts(tx, asked));
    return book.at(monthOf(dataDate)).map(({ face }) => face);
  };
  expect(await cohortsOn("2025-04-30")).toEqual([]);
  expect(await cohortsOn("2025-05-31")).toEqual([5_000, 5_000]);
});
