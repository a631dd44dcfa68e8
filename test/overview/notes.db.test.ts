import { beforeAll, describe, expect, it, vi } from "vitest";

vi.mock("next/headers", async () => (await import("../support/next-request")).nextHeaders);

import { listEvents } from "@/lib/cards/queries/events";
import { listCards } from "@/lib/cards/queries/list";
import { cardListParams, eventListParams } from "@/lib/cards/schema";
import { Forbidden } from "@/lib/errors";
import { type Locale, plainSpaces } from "@/lib/format";
import { type Scope, sessionScope } from "@/lib/identity/scope";
import { snoozeNote } from "@/lib/overview/mutations";
import type { Note } from "@/lib/overview/overview";
import { listNotes as seek } from "@/lib/overview/queries/notes";
import { overviewParams } from "@/lib/overview/schema";
import { writingIn } from "@/lib/overview/writing";
import { loadBatch, makeIssuer, type TestBatch, type TestCard, type TestEvent } from "../support/cards";
import { requestAs } from "../support/next-request";
import { auditOf, createPerson, signInAs } from "../support/tenants";

const NOW = new Date("2024-07-01T12:00:00Z");
const params = overviewParams.parse({ asOf: "2024-06-30" });
const card = (id: string, type: string, soldOn: string): TestCard => ({ id, type, soldOn, expiresOn: "2026-01-31" });
const sale = (id: string, on: string, at = "10:00"): TestEvent => ({
  id: `s-${id}`,
  card: id,
  kind: "sale",
  amount: 5_000,
  on,
  at,
});
const use = (id: string, amount: number, on: string, at = "15:00"): TestEvent => ({
  id: `u-${id}-${on}`,
  card: id,
  kind: "redemption",
  amount: -amount,
  on,
  at,
});
const range = (count: number) => Array.from({ length: count }, (_, i) => i);

/** Two ordinary types over a year and a half: most cards used some weeks after the sale, part of the value left. */
function ordinary(): { cards: TestCard[]; events: TestEvent[] } {
  const cards: TestCard[] = [];
  const events: TestEvent[] = [];
  for (const month of range(18)) {
    for (const i of range(12)) {
      const id = `o-${month}-${i}`;
      const start = Date.UTC(2023, month, 1 + i * 2);
      const day = (days: number) => new Date(start + days * 86_400_000).toISOString().slice(0, 10);
      cards.push(card(id, i % 2 ? "A" : "B", day(0)));
      events.push(sale(id, day(0)));
      if (i % 5 && day(20) <= "2024-06-30") events.push(use(id, i % 3 ? 1_800 : 5_000, day(20)));
    }
  }
  // Bought at noon and used up the same afternoon, and two bare dates on one day: neither is five minutes.
  cards.push(card("slow", "A", "2024-06-01"), card("dates", "A", "2024-06-02"));
  events.push(sale("slow", "2024-06-01", "12:00"), use("slow", 5_000, "2024-06-01", "12:06"));
  events.push(sale("dates", "2024-06-02", "00:00"), use("dates", 5_000, "2024-06-02", "00:00"));
  return { cards, events };
}

/** What the list that a note opens has at its head and foot, for the as-of date of the note. */
async function opened(scope: Scope, { kind, list, filter }: Note, asOf = "2024-06-30") {
  if (list === "events") {
    const page = await listEvents(scope, eventListParams.parse({ asOf, ...filter }));
    return { cards: null, redemptions: page.redemptions, amount: -page.total };
  }
  const { total } = await listCards(scope, cardListParams.parse({ asOf, ...filter }));
  const amount = { "never-used": total.unredeemed, "tiny-balances": total.owed, "drained-at-once": total.sold };
  return { cards: total.cards, redemptions: null, amount: kind in amount ? amount[kind as keyof typeof amount] : null };
}

async function analystOf({ issuerId }: Scope, name: string): Promise<Scope> {
  const id = await createPerson(`${name}.notes@example.test`, [[issuerId, "analyst"]]);
  requestAs({ session: await signInAs(id) });
  return sessionScope("overview.read");
}

const types = ["A", "B", "Unused", "Tiny"].map((code) => ({ code }));
let clean: Scope;
let planted: Scope;

beforeAll(async () => {
  clean = await makeIssuer("CLEAN");
  planted = await makeIssuer("PLANTED");
  const base: TestBatch = { types, ...ordinary() };
  await loadBatch(clean, base);
  await loadBatch(planted, base);
  await loadBatch(planted, {
    cards: [
      ...range(12).map((i) => card(`never-${i}`, "Unused", "2023-11-15")),
      ...range(11).map((i) => card(`tiny-${i}`, "Tiny", "2024-05-10")),
      card("drained", "A", "2024-06-20"),
    ],
    events: [
      ...range(12).map((i) => sale(`never-${i}`, "2023-11-15")),
      ...range(11).flatMap((i) => [sale(`tiny-${i}`, "2024-05-10"), use(`tiny-${i}`, 4_910 + i, "2024-06-01")]),
      sale("drained", "2024-06-20", "14:00"),
      use("drained", 5_000, "2024-06-20", "14:05"),
    ],
  });
});

const listNotes = async (...asked: Parameters<typeof seek>) => (await seek(...asked)).notes;

describe("notes", () => {
  it("say nothing about ordinary data", async () => {
    expect(await listNotes(clean, params, NOW)).toEqual([]);
  });

  it("say in what they were looked for: not in cards before the last day, and in nothing as it was known earlier", async () => {
    const soughtIn = async (given: Record<string, string>) =>
      (await seek(clean, overviewParams.parse(given), NOW)).soughtIn;
    expect(await soughtIn({ asOf: "2024-06-30" })).toBe("all");
    expect(await soughtIn({ asOf: "2024-01-31" })).toBe("cohorts");
    expect(await soughtIn({ asOf: "2024-06-30", knownAt: "2000-01-01T00:00:00Z" })).toBe("nothing");
  });

  it("say exactly the three things that were planted", async () => {
    const notes = await listNotes(planted, params, NOW);
    expect(notes.map((note) => note.sentence)).toEqual([
      "None of the 12 cards of Type Unused sold in November 2023 was ever used; 600.00 USD lie on them.",
      "All 11 partly used cards of Type Tiny have less than 1.00 USD left, 9.35 USD together.",
      "1 card was bought and drained within 5 minutes between 2024-04-02 and 2024-06-30: 50.00 USD.",
    ]);
    expect(notes.map((note) => note.cards)).toEqual([12, 11, 1]);
    expect(notes[2]?.filter).toEqual({ of: "drained", from: "2024-04-02", to: "2024-06-30", "card-type": "A" });
  });

  it("are written for a reader as all else on his screen is: the words are the same, figures and dates his language's", async () => {
    const inWords = async (locale: Locale) =>
      (await listNotes(planted, params, NOW, writingIn(locale))).map(({ sentence }) => plainSpaces(sentence));
    expect(await inWords("en")).toEqual([
      "None of the 12 cards of Type Unused sold in Nov 2023 was ever used; $600.00 lie on them.",
      "All 11 partly used cards of Type Tiny have less than $1.00 left, $9.35 together.",
      "1 card was bought and drained within 5 minutes between 2 Apr 2024 and 30 Jun 2024: $50.00.",
    ]);
    expect(await inWords("ru")).toEqual([
      "None of the 12 cards of Type Unused sold in нояб. 2023 г. was ever used; 600,00 $ lie on them.",
      "All 11 partly used cards of Type Tiny have less than 1,00 $ left, 9,35 $ together.",
      "1 card was bought and drained within 5 minutes between 2 апр. 2024 г. and 30 июн. 2024 г.: 50,00 $.",
    ]);
  });

  it("open to what they count and no more, beside cards of the same types that are not meant", async () => {
    const scope = await makeIssuer("OPENED");
    await loadBatch(scope, { types, ...ordinary() });
    await loadBatch(scope, {
      cards: [
        ...range(12).map((i) => card(`never-${i}`, "Unused", "2023-11-15")),
        card("later", "Unused", "2023-12-01"),
        ...range(11).map((i) => card(`tiny-${i}`, "Tiny", "2024-05-10")),
        card("full", "Tiny", "2024-05-10"),
        { ...card("gone", "Tiny", "2024-05-10"), fundsExpireOn: "2024-06-15" },
        card("drained", "A", "2024-06-20"),
        card("reloaded", "B", "2024-06-21"),
      ],
      events: [
        ...range(12).map((i) => sale(`never-${i}`, "2023-11-15")),
        { id: "fee", card: "never-0", kind: "fee", amount: -300, on: "2024-02-01" },
        { id: "reload", card: "never-1", kind: "reload", amount: 700, on: "2024-06-20" },
        sale("later", "2023-12-01"),
        use("later", 100, "2024-01-05"),
        ...range(11).flatMap((i) => [sale(`tiny-${i}`, "2024-05-10"), use(`tiny-${i}`, 4_910 + i, "2024-06-01")]),
        sale("full", "2024-05-10"),
        sale("gone", "2024-05-10"),
        use("gone", 4_000, "2024-06-01"),
        sale("drained", "2024-06-20", "14:00"),
        use("drained", 5_000, "2024-06-20", "14:05"),
        sale("reloaded", "2024-06-21", "14:00"),
        { id: "more", card: "reloaded", kind: "reload", amount: 2_000, on: "2024-06-21", at: "14:01" },
        use("reloaded", 7_000, "2024-06-21", "14:03"),
      ],
    });
    const notes = await listNotes(scope, params, NOW);
    expect(notes.map(({ kind, cards, amount }) => [kind, cards, amount])).toEqual([
      // 12 × 50.00, less a fee of 3.00, and a reload of 7.00.
      ["never-used", 12, 60_400n],
      // 11 cards with 0.90 down to 0.80; one with 50.00 was never used, one with 10.00 has lapsed.
      ["tiny-balances", 11, 935n],
      // 50.00 of one type; 50.00 and a reload of 20.00 of another.
      ["drained-at-once", 2, 12_000n],
    ]);
    for (const note of notes) {
      const { cards, redemptions, amount } = note;
      expect(await opened(scope, note), note.sentence).toEqual({ cards, redemptions, amount });
    }
    const whole = await listCards(scope, cardListParams.parse({ asOf: "2024-06-30", of: "all", "card-type": "Tiny" }));
    expect(whole.total.cards).toBe(13);

    // Ten days earlier: the reload of 20 June lies in the same month, and is not yet there.
    const earlier = await listNotes(scope, overviewParams.parse({ asOf: "2024-06-10" }), NOW);
    expect(earlier.map(({ kind, amount }) => [kind, amount])).toEqual([["never-used", 59_700n]]);
    for (const note of earlier) {
      const { cards, redemptions, amount } = note;
      expect(await opened(scope, note, "2024-06-10")).toEqual({ cards, redemptions, amount });
    }
  });

  it("fall silent once what they speak of is over: a single use of the unused, one larger balance, time", async () => {
    await loadBatch(planted, {
      cards: [card("big", "Tiny", "2024-05-11")],
      events: [use("never-3", 100, "2024-06-29"), sale("big", "2024-05-11"), use("big", 4_900, "2024-06-02")],
    });
    expect((await listNotes(planted, params, NOW)).map((note) => note.kind)).toEqual(["drained-at-once"]);
    expect(await listNotes(planted, overviewParams.parse({ asOf: "2024-09-30" }), NOW)).toEqual([]);
  });

  it("name a month in which a type was redeemed far above its usual, unless every year is so", async () => {
    const scope = await makeIssuer("SURGE");
    const months = range(14).map((i) => new Date(Date.UTC(2023, 4 + i, 5)).toISOString().slice(0, 10));
    const cards = [card("one", "A", "2023-05-01"), card("two", "B", "2023-05-01")];
    const load = (id: string): TestEvent => ({ ...sale(id, "2023-05-01"), amount: 100_000 });
    const uses = (id: string, count: (i: number) => number) =>
      months.flatMap((on, i) =>
        range(count(i)).map((n): TestEvent => ({ ...use(id, 10, on), id: `${id}-${on}-${n}` })),
      );
    await loadBatch(scope, {
      types,
      cards,
      events: [
        load("one"),
        load("two"),
        ...uses("one", (i) => (i === 13 ? 60 : i === 10 ? 9 : 6)),
        ...uses("two", (i) => (i === 13 || i === 1 ? 60 : 6)),
      ],
    });
    const notes = await listNotes(scope, params, NOW);
    expect(notes.map((note) => note.sentence)).toEqual([
      "Type A was redeemed 60 times in June 2024 (6.00 USD); 6 to 9 times a month is usual.",
    ]);
    for (const note of notes) {
      const { cards, redemptions, amount } = note;
      expect([cards, redemptions, amount]).toEqual([null, 60, 600n]);
      expect(await opened(scope, note)).toEqual({ cards, redemptions, amount });
    }
  });

  it("name a week of redemptions outside its usual range, its first day, and the type that makes up most of it", async () => {
    const scope = await makeIssuer("WEEK");
    const day = (ago: number) => new Date(Date.UTC(2024, 5, 30 - ago)).toISOString().slice(0, 10);
    const load = (id: string): TestEvent => ({ ...sale(id, "2024-03-01"), amount: 100_000 });
    const uses = (id: string, count: (ago: number) => number) =>
      range(98).flatMap((ago) =>
        range(count(ago)).map((n): TestEvent => ({ ...use(id, 10, day(ago)), id: `${id}-${ago}-${n}` })),
      );
    await loadBatch(scope, {
      types,
      cards: [card("one", "A", "2024-03-01"), card("two", "B", "2024-03-01")],
      events: [load("one"), load("two"), ...uses("one", (ago) => (ago < 7 ? 12 : 4)), ...uses("two", () => 4)],
    });
    // 56 a week ± 18 %; the week that ended five days ago had 72, a day earlier 64.
    const [note, ...others] = await listNotes(scope, params, NOW);
    if (!note) throw new Error("a week of twice as many is unusual");
    expect([note.sentence, others]).toEqual([
      "112 redemptions in the seven days to 2024-06-30 are above the usual 46 to 66 a week, since 2024-06-25. Type A makes up most of it: 84, usually 28.",
      [],
    ]);
    const { cards, redemptions, amount } = note;
    expect([cards, redemptions, amount]).toEqual([null, 84, 840n]);
    expect(await opened(scope, note)).toEqual({ cards, redemptions, amount });
  });

  it("are set aside by a person for himself until a day, by their cause, and shown again", async () => {
    const [mia, max] = [await analystOf(planted, "mia"), await analystOf(planted, "max")];
    const drained = async (scope: Scope, now = NOW) =>
      (await listNotes(scope, params, now)).find(({ kind }) => kind === "drained-at-once");
    const cause = (await drained(mia))?.cause ?? "";
    expect(await snoozeNote(mia, { cause, days: 30 }, NOW)).toEqual({ until: "2024-07-31" });
    expect((await drained(mia))?.snoozedUntil).toBe("2024-07-31");
    expect((await drained(max))?.snoozedUntil).toBeNull();
    expect((await drained(mia, new Date("2024-07-31T12:00:00Z")))?.snoozedUntil).toBeNull();
    await snoozeNote(mia, { cause, days: 0 }, NOW);
    expect((await drained(mia))?.snoozedUntil).toBeNull();
    await expect(snoozeNote(planted, { cause, days: 7 }, NOW)).rejects.toThrow(Forbidden);
    const acts = (await auditOf(planted.issuerId)).filter(({ action }) => action === "note.snoozed");
    expect(acts.map(({ subject }) => subject)).toEqual([cause, cause]);
  });
});
