import { describe, expect, it } from "vitest";
import { reportChanges } from "@/lib/escheat/filing/changes";
import { type DraftBasis, draftOf } from "@/lib/escheat/filing/draft";
import { reportDates } from "@/lib/escheat/filing/report-dates";
import { reportHash } from "@/lib/escheat/filing/report-hash";
import { type FrozenReport, reportCardContentSchema, reportContentSchema } from "@/lib/escheat/filing/report-record";
import { missingOfHolder, stateReportOf } from "@/lib/escheat/filing/state-report";
import { fingerprint, fingerprintOfAll } from "@/lib/escheat/fingerprint";
import type { Holder } from "@/lib/escheat/holder";
import { checkNaupa3 } from "@/lib/escheat/report-file/naupa3/check";
import { readNaupa3 } from "@/lib/escheat/report-file/naupa3/read";
import { naupa3Xml } from "@/lib/escheat/report-file/naupa3/write";
import { makeRulebook, versionsOf } from "@/lib/escheat/rulebook";
import { owed, owner } from "./owed";

const rulebook = makeRulebook([]);
const dates = reportDates(rulebook, "US-WV", 2026);
if (dates === null) throw new Error("West Virginia has dates");

const holder: Holder = {
  legalName: "Harbor Gifts Inc",
  incorporation: "US-DE",
  incorporatedOn: "1998-02-03",
  fein: "123456789",
  naics: "455110",
  addressLine: "1 Pier Road",
  city: "Wilmington",
  state: "DE",
  zip: "19801",
  contactName: "Rosa Field",
  contactEmail: "property@example.com",
  contactPhone: "3025550100",
  smallIssuer: null,
  takesSecondPriority: false,
  texasDeemsAddress: false,
  propertyCode: "MS003",
  updated: null,
};

const basis: DraftBasis = {
  year: 2026,
  dates,
  holder,
  ruleOf: (property, version) =>
    versionsOf(rulebook, "US-WV", property).find((rule) => rule.version === version) ?? null,
  aggregate: false,
  dataUntil: "2026-07-10",
};

const frozen = (draft = draftOf([owed("A1")], [], basis)): FrozenReport => ({
  jurisdiction: "US-WV",
  reportYear: 2026,
  currency: "USD",
  asOf: "2026-07-10",
  knownAt: "2026-07-11T00:00:00.000Z",
  cutoffOn: "2026-06-30",
  dueOn: "2026-10-31",
  preparedBy: 1,
  ...draft,
});

describe("a draft", () => {
  it("takes what is abandoned by the cut-off and no other report has, and says beside it what it does not take", () => {
    const { cards, content } = draftOf(
      [
        owed("in"),
        owed("late", { reportYear: 2025, presumedAbandonedOn: "2024-12-31" }, { cardId: 2 }),
        owed("cut-off itself", { presumedAbandonedOn: "2026-06-30" }, { cardId: 3 }),
        owed("next year", { presumedAbandonedOn: "2026-07-01", reportYear: 2027 }, { cardId: 4 }),
        owed("reported", {}, { cardId: 5, reportId: 9 }),
        owed("euros", {}, { cardId: 6, currency: "EUR" }),
        owed("nothing", { amount: 0n }, { cardId: 7 }),
        owed("soon", { outcome: "not-yet" }, { cardId: 8 }),
        owed("exempt", { outcome: "exempt", presumedAbandonedOn: null }, { cardId: 9 }),
      ],
      [{ kind: "needs-counsel", fields: ["share"], currency: "USD", cards: 3, balance: "4500" }],
      basis,
    );
    expect(cards.map(({ content: { card } }) => card)).toEqual(["in", "late", "cut-off itself"]);
    expect(content.lateCards).toBe(1);
    expect(content.beside.map(({ kind, cards: count, balance }) => [kind, count, balance])).toEqual([
      ["in-another-report", 1, "10000"],
      ["not-yet", 1, "10000"],
      ["nothing-taken", 1, "10000"],
      ["other-currency", 1, "10000"],
      ["needs-counsel", 3, "4500"],
    ]);
    expect(content.law).toMatchObject([{ property: "closed-loop", version: 0, confirmedBy: null }]);
  });

  it("is refused where it would make one line of cards and the rule names no amount for it", () => {
    // West Virginia's limit has not been found.
    expect(dates.rule.aggregateBelow.value).toBeNull();
    expect(() => draftOf([owed("A1")], [], { ...basis, aggregate: true })).toThrow(/names no amount/);
  });
});

describe("a report's fingerprint", () => {
  it("is the same after the way through the database, and whatever order the cards come in", () => {
    const report = frozen(draftOf([owed("A1"), owed("B1", {}, { customerId: 2 })], [], basis));
    const read: FrozenReport = {
      ...report,
      content: reportContentSchema.parse(JSON.parse(JSON.stringify(report.content))),
      cards: report.cards
        .map((card) => ({ ...card, content: reportCardContentSchema.parse(JSON.parse(JSON.stringify(card.content))) }))
        .toReversed(),
    };
    expect(reportHash(read)).toBe(reportHash(report));
  });

  it("is another for every part that a state or a reviewer relies on", () => {
    const report = frozen();
    const [card] = report.cards;
    if (!card) throw new Error("no card");
    const others: FrozenReport[] = [
      report,
      { ...report, reportYear: 2025 },
      { ...report, jurisdiction: "US-NY" },
      { ...report, preparedBy: 2 },
      { ...report, dueOn: "2026-11-01" },
      { ...report, content: { ...report.content, holder: { ...report.content.holder, fein: "999999999" } } },
      { ...report, cards: [] },
      { ...report, cards: [{ ...card, amount: card.amount + 1n }] },
      { ...report, cards: [{ ...card, cardId: 2 }] },
      { ...report, cards: [{ ...card, content: { ...card.content, owner: { ...owner, name: "Eve" } } }] },
    ];
    expect(new Set(others.map(reportHash)).size).toBe(others.length);
  });

  it("of JSON does not hang on the order of keys, but on that of a list", () => {
    expect(fingerprint({ a: 1, b: { c: 2n, d: undefined } })).toBe(fingerprint({ b: { c: "2" }, a: 1 }));
    expect(fingerprint([1, 2])).not.toBe(fingerprint([2, 1]));
    // SHA-256 of the two bytes {}.
    expect(fingerprint({})).toBe("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
    expect(fingerprintOfAll(["x"])).toBe("x");
    expect(fingerprintOfAll(["x", "y"])).toBe(fingerprint(["x", "y"]));
  });
});

describe("what has changed since a report was made", () => {
  const today = (...cards: ReturnType<typeof owed>[]) => draftOf(cards, [], basis);
  const said = (now: ReturnType<typeof today>) => reportChanges(today(owed("A1")), now).map(({ sentence }) => sentence);

  it("is nothing for the same cards", () => expect(said(today(owed("A1")))).toEqual([]));

  it("is told card by card", () => {
    expect(said(today(owed("A1", { amount: 50_00n })))).toEqual(["Card A1: $60.00 then, $50.00 now."]);
    expect(said(today())).toEqual([
      "Card A1 ($60.00) would no longer be in it: it was used, or the law no longer takes it.",
    ]);
    expect(said(today(owed("A1"), owed("B1", {}, { cardId: 2 })))).toEqual([
      "Card B1 would be in a report made today, with $60.00.",
    ]);
    expect(said(today(owed("A1", { presumedAbandonedOn: "2026-01-31", ruleVersion: 2 })))).toEqual([
      "Card A1: presumed abandoned on 31 Dec 2025 then, on 31 Jan 2026 now.",
      "Card A1: version 0 of the rule decided then, version 2 now.",
    ]);
    const letters = { first: "2026-07-20", second: null, returnedMailOn: null };
    expect(said(today(owed("A1", {}, { letters, owner: { ...owner, zip: "25302" } })))).toEqual([
      "Card A1: its owner’s name or address has changed.",
      "Card A1: a letter was sent or came back since.",
    ]);
  });

  it("names what of the holder is another", () => {
    const moved = draftOf([owed("A1")], [], { ...basis, holder: { ...holder, city: "Dover", zip: "19901" } });
    expect(said(moved)).toEqual(["The holder’s city, ZIP code is no longer what stands in the report."]);
  });
});

describe("a report as a file", () => {
  const payment = { type: "ach-credit", confirmation: "ACH-77" } as const;
  const format = { edition: "1.0", propertyCode: "MS003" } as const;

  it("says of every card what was frozen, and reads back equal", () => {
    const letters = { first: "2026-07-20", second: null, returnedMailOn: "2026-07-20" };
    const unknown = owed("B1", {}, { cardId: 2, owner: { ...owner, name: null, addressLine: null } });
    const { report, lines } = stateReportOf(
      frozen(draftOf([owed("A1", {}, { letters }), unknown], [], basis)),
      payment,
      "1.0",
    );
    expect(checkNaupa3(report, format)).toEqual([]);
    const { xml } = naupa3Xml(report, format);
    const { report: read } = readNaupa3(xml);
    expect(read.body).toEqual(report.body);
    expect(read.payment).toEqual(payment);
    expect(
      lines.properties.map(({ account, reportedCents, letters: sent, returnedMailOn, owners }) => ({
        account,
        reportedCents,
        sent,
        returnedMailOn,
        kind: owners[0]?.kind,
      })),
    ).toEqual([
      {
        account: "A1",
        reportedCents: 60_00n,
        sent: { first: "2026-07-20", second: null },
        returnedMailOn: "2026-07-20",
        kind: "named",
      },
      { account: "B1", reportedCents: 60_00n, sent: null, returnedMailOn: null, kind: "unknown" },
    ]);
  });

  it("brings no money where the law sends it later", () => {
    const report = frozen();
    const notice = { ...report, content: { ...report.content, remit: { from: "2027-06-01", to: "2027-06-15" } } };
    const { report: written } = stateReportOf(notice, payment, "1.0");
    expect(written.payment).toBeNull();
    expect(written.body).toMatchObject({ type: "no-remittance", properties: [{ remittedCents: 0n }] });
  });

  it("names what of the holder is missing before anybody sends it", () => {
    expect(missingOfHolder(frozen().content.holder, "naupa3")).toEqual([]);
    const { updated: _, smallIssuer: __, takesSecondPriority: ___, texasDeemsAddress: ____, ...record } = holder;
    expect(missingOfHolder({ ...record, fein: null, contactPhone: " ", propertyCode: null }, "naupa3")).toEqual([
      "fein",
      "contactPhone",
      "propertyCode",
    ]);
    // NAUPA II has its code with the layout.
    expect(missingOfHolder({ ...record, propertyCode: null }, "naupa2")).toEqual([]);
  });
});
