import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Invalid } from "@/lib/errors";
import { type LineOptions, type ReportCard, reportLines } from "@/lib/escheat/report-file/lines";
import { reportProblems } from "@/lib/escheat/report-file/report-problems";
import { reportTotals } from "@/lib/escheat/report-file/totals";
import type { Sourced } from "@/lib/escheat/rule";
import { owner, report, withBody } from "./sample-report";

const below50: Sourced<number> = { value: 5_000, confidence: "verified", source: "W. Va. Code § 36-8-7" };
const aggregated: LineOptions = { aggregate: true, aggregateBelow: below50, remits: true };

const card = (number: string, amount: bigint, change: Partial<ReportCard> = {}): ReportCard => ({
  card: number,
  currency: "USD",
  amount,
  presumedAbandonedOn: "2025-12-31",
  lastActivityOn: "2022-03-15",
  letters: null,
  returnedMailOn: null,
  soldIn: null,
  description: null,
  owner: { kind: "unknown", address: null },
  ...change,
});

describe("lines of a report", () => {
  it("aggregate what is below the threshold: of 49.99, 50.00, 12.00 and 80.00 below 50 the first and third, 61.99", () => {
    const { properties, cardsOf } = reportLines(
      [card("D", 8_000n), card("A", 4_999n), card("C", 1_200n), card("B", 5_000n)],
      aggregated,
    );
    expect(properties.map(({ account, reportedCents }) => [account, reportedCents])).toEqual([
      ["B", 5_000n],
      ["D", 8_000n],
      ["AGGREGATE", 6_199n],
    ]);
    expect(cardsOf.get("AGGREGATE")).toEqual(["A", "C"]);
    expect(properties.at(-1)).toMatchObject({
      owners: [{ kind: "aggregate" }],
      description: "2 gift cards",
      letters: null,
    });
  });

  it("give the aggregate the latest dates of its cards", () => {
    const { properties, warnings } = reportLines(
      [
        card("A", 100n, { presumedAbandonedOn: "2025-12-31", lastActivityOn: "2022-11-30" }),
        card("B", 100n, { presumedAbandonedOn: "2026-02-28", lastActivityOn: "2021-01-01" }),
      ],
      aggregated,
    );
    expect(properties[0]).toMatchObject({ presumedAbandonedOn: "2026-02-28", lastActivityOn: "2022-11-30" });
    expect(warnings).toEqual([expect.stringMatching(/latest dates/)]);
  });

  it("name an owner below the threshold when nothing is aggregated, and keep unknown ones apart", () => {
    const { properties, warnings } = reportLines([card("A", 100n, { owner }), card("B", 200n)], {
      ...aggregated,
      aggregate: false,
    });
    expect(properties.map(({ owners }) => owners[0]?.kind)).toEqual(["named", "unknown"]);
    expect(warnings).toEqual([]);
  });

  it("remit nothing where the report brings no money", () => {
    const { properties } = reportLines([card("A", 100n), card("B", 9_000n)], { ...aggregated, remits: false });
    expect(properties.map(({ remittedCents }) => remittedCents)).toEqual([0n, 0n]);
  });

  it.each<Partial<Sourced<number>>>([{ confidence: "to-confirm" }, { mayBeStale: true }])(
    "say that a threshold needs counsel when it is not confirmed: %j",
    (change) => {
      const unsure = { ...aggregated, aggregateBelow: { ...below50, ...change } };
      expect(reportLines([card("A", 100n)], unsure).warnings).toContainEqual(
        expect.stringMatching(/limit of \$50\.00 .* needs counsel \(W\. Va\. Code § 36-8-7\)/),
      );
    },
  );

  it.each<[RegExp, readonly ReportCard[], Sourced<number>]>([
    [
      /does not allow owners to be reported as one aggregate line/,
      [card("A", 100n)],
      { value: 0, confidence: "verified", source: "" },
    ],
    [
      /not known below which amount .* needs counsel/,
      [card("A", 100n)],
      { value: null, confidence: "not-found", source: "" },
    ],
    [
      /Card B is in EUR\. States are paid in US dollars/,
      [card("A", 100n), card("B", 100n, { currency: "EUR" })],
      below50,
    ],
    [/Card A is given twice/, [card("A", 100n), card("B", 100n), card("A", 9_000n)], below50],
    [/Card A has no amount above zero/, [card("A", 0n)], below50],
    [/A card is called AGGREGATE/, [card("AGGREGATE", 9_000n)], below50],
  ])("are refused: %s", (sentence, cards, aggregateBelow) => {
    expect(() => reportLines(cards, { ...aggregated, aggregateBelow })).toThrow(sentence);
    expect(() => reportLines(cards, { ...aggregated, aggregateBelow })).toThrow(Invalid);
  });

  it("hold every card once and every cent, aggregated or not, and make a report nothing is wrong with", () => {
    const cards = fc
      .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 10_000 }), fc.bigInt({ min: 1n, max: 20_000n })), {
        minLength: 1,
        maxLength: 40,
        selector: ([number]) => number,
      })
      .map((found) => found.map(([number, amount]) => card(`GC-${number}`, amount)));
    fc.assert(
      fc.property(cards, fc.boolean(), (all, aggregate) => {
        const { properties, cardsOf } = reportLines(all, { ...aggregated, aggregate });
        const totals = reportTotals(withBody({ properties }));
        expect(totals.reportedCents).toBe(all.reduce((sum, { amount }) => sum + amount, 0n));
        expect(totals.remittedCents).toBe(totals.reportedCents);
        expect(totals.properties).toBe(cardsOf.size);
        expect([...cardsOf.values()].flat().toSorted()).toEqual(all.map((one) => one.card).toSorted());
        expect(reportProblems(withBody({ properties }))).toEqual([]);
      }),
    );
  });
});

describe("totals", () => {
  it("count three properties of the sample and add 253.73 + 60.00 + 45.01 = 358.74", () => {
    expect(reportTotals(report)).toEqual({ properties: 3, reportedCents: 35_874n, remittedCents: 35_874n });
  });

  it("are zero of a negative report", () => {
    const { contacts } = report.holder;
    const [contact] = contacts;
    if (!contact) throw new Error("the sample has a contact");
    expect(reportTotals({ body: { kind: "negative", contact, asOf: null } })).toEqual({
      properties: 0,
      reportedCents: 0n,
      remittedCents: 0n,
    });
  });
});
