import { describe, expect, it } from "vitest";
import { agencyOf } from "@/lib/escheat/filing/agency";
import { chooseLetters, commonWindow, ownersLeftOut } from "@/lib/escheat/filing/letter-choice";
import { letterAmount, letterContent, letterContentSchema, letterOf } from "@/lib/escheat/filing/letter-record";
import { letterChanges, sealOf } from "@/lib/escheat/filing/letter-seal";
import { letterSet } from "@/lib/escheat/filing/letter-set";
import { UnsettledCards } from "@/lib/escheat/filing/unsettled-cards";
import { agency, sender } from "../letter/sample-letters";
import { owed, owner } from "./owed";

const basis = { year: 2026, asOf: "2026-07-10", sent: new Set<string>(), returned: new Set<number>() };
const chosen = (cards: Parameters<typeof chooseLetters>[0], change: Partial<typeof basis> = {}) =>
  chooseLetters(cards, { ...basis, ...change });
const ids = (cards: readonly { card: string }[]) => cards.map(({ card }) => card);

describe("who is written to", () => {
  it("is every owner with one card that needs it, with all his cards of the year", () => {
    const small = owed("A2", { letterRequired: false }, { cardId: 2 });
    const { cards, leftOut } = chosen([owed("A1"), small, owed("B1", { letterRequired: false }, { customerId: 2 })]);
    expect(ids(cards)).toEqual(["A1", "A2"]);
    expect(ownersLeftOut(leftOut, new UnsettledCards())).toEqual({ "below-minimum": 1 });
  });

  it("is nobody without an address, whose letter came back, who was written to, in another currency, or too late", () => {
    const cards = [
      owed("A", {}, { customerId: 1, owner: { ...owner, addressLine: null } }),
      owed("B", {}, { customerId: 2 }),
      owed("C", {}, { customerId: 3 }),
      owed("D", {}, { customerId: 4, currency: "EUR" }),
      owed("E", { lettersTo: "2026-07-09" }, { customerId: 5 }),
      owed("F", { reportYear: 2027 }, { customerId: 6 }),
    ];
    const { cards: none, leftOut } = chosen(cards, { returned: new Set([2]), sent: new Set(["3 1"]) });
    expect(none).toEqual([]);
    expect(ownersLeftOut(leftOut, new UnsettledCards())).toEqual({
      "no-address": 1,
      returned: 1,
      sent: 1,
      "other-currency": 1,
      "window-over": 1,
    });
  });

  it("counts owners and not cards, also those of whom counsel has to say first", () => {
    const unsettled = new UnsettledCards();
    const card = { currency: "USD", balance: 10_00n };
    unsettled.add(["share"], { ...card, customerId: 7, hasMailingAddress: true });
    unsettled.add(["claim"], { ...card, customerId: 7, hasMailingAddress: true });
    unsettled.add(["share"], { ...card, customerId: 8, hasMailingAddress: false });
    const nobody = owed("A", {}, { customerId: 9, owner: { ...owner, name: null } });
    const { leftOut } = chosen([nobody, { ...nobody, cardId: 2 }]);
    expect(ownersLeftOut(leftOut, unsettled)).toEqual({ "no-address": 2, "needs-counsel": 1 });
    expect(unsettled.all()).toEqual([
      { kind: "needs-counsel", fields: ["claim"], currency: "USD", cards: 1, balance: "1000" },
      { kind: "needs-counsel", fields: ["share"], currency: "USD", cards: 2, balance: "2000" },
    ]);
  });
});

describe("the days of a batch", () => {
  it("are those that all its cards have in common", () => {
    const early = owed("A", { lettersFrom: "2026-07-01", lettersTo: "2026-08-15" });
    const late = owed("B", { lettersFrom: "2026-07-20", lettersTo: "2026-09-01" });
    expect(commonWindow([early, late])).toEqual({ from: "2026-07-20", to: "2026-08-15" });
    expect(commonWindow([owed("C", { lettersFrom: null, lettersTo: null })])).toBeNull();
    const never = owed("D", { lettersFrom: "2026-09-02", lettersTo: "2026-09-30" });
    expect(() => commonWindow([late, never])).toThrow(RangeError);
  });
});

const common = { agency, sender, window: { from: "2026-07-03", to: "2026-09-01" }, prefix: "WV-2026" };
const letters = (...cards: ReturnType<typeof owed>[]) => letterSet(chosen(cards).cards, common, "2026-07-10");

describe("the letters of a batch", () => {
  it("leave out by name whom the page cannot be printed for, and number the others without gap", () => {
    const { letters: printed, byHand } = letters(
      owed("A", {}, { customerId: 1, owner: { ...owner, name: "ชูใจ", zip: "25300" } }),
      owed("B", {}, { customerId: 2 }),
    );
    expect(ids(byHand)).toEqual(["A"]);
    expect(printed.map(({ number, customerId, content }) => [number, customerId, content.reference])).toEqual([
      [1, 2, "WV-2026-00001"],
    ]);
  });

  it("read back from the database as they were written", () => {
    const [one] = letters(owed("1234567890")).letters;
    if (!one) throw new Error("no letter");
    const read = letterContentSchema.parse(JSON.parse(JSON.stringify(one.content)));
    expect(read).toEqual(one.content);
    expect(letterAmount(read)).toBe(100_00n);
    expect(letterContent(letterOf(read), read.cards)).toEqual(one.content);
    // No more of the card's number than its last four.
    expect(read.items[0]?.lastFour).toBe("7890");
  });
});

describe("a seal", () => {
  const [one] = letters(owed("A1")).letters;
  if (!one) throw new Error("no letter");
  const batch = {
    jurisdiction: "US-WV",
    reportYear: 2026,
    currency: "USD",
    sendFrom: "2026-07-03",
    sendTo: "2026-09-01",
    proposedBy: 1,
    letters: [one],
  };

  it("is the same for the same letters, whatever order keys and letters come in", () => {
    const second = { ...one, number: 2 };
    const turned = Object.fromEntries(Object.entries(one.content).reverse()) as typeof one.content;
    expect(sealOf({ ...batch, letters: [one, second] })).toBe(
      sealOf({ ...batch, letters: [second, { ...one, content: turned }] }),
    );
  });

  it("is another for another recipient, value, day, proposer, or one letter more", () => {
    const seals = [
      batch,
      { ...batch, proposedBy: 2 },
      { ...batch, sendTo: "2026-09-02" },
      { ...batch, letters: [one, { ...one, number: 2 }] },
      { ...batch, letters: [{ ...one, customerId: 99 }] },
      {
        ...batch,
        letters: [{ ...one, content: { ...one.content, recipient: { ...one.content.recipient, name: "Eve" } } }],
      },
      { ...batch, letters: [{ ...one, content: { ...one.content, cards: [] } }] },
    ].map(sealOf);
    expect(new Set(seals).size).toBe(seals.length);
  });

  it("names what is no longer so: the value, the card, the address, the sender", () => {
    const now = (...cards: ReturnType<typeof owed>[]) => letters(...cards).letters;
    const reference = one.content.reference;
    expect(letterChanges([one], now(owed("A1")))).toEqual([]);
    expect(letterChanges([one], now(owed("A1", {}, { balance: 75_00n })))).toEqual([
      `Letter ${reference}: card A1 held $100.00 then and holds $75.00 now.`,
    ]);
    expect(letterChanges([one], [])).toEqual([`Letter ${reference}: card A1 no longer needs a letter.`]);
    expect(letterChanges([one], now(owed("A1", {}, { owner: { ...owner, addressLine: "9 Elm St" } })))).toEqual([
      `Letter ${reference}: its owner’s name or address has changed.`,
    ]);
    const moved = letterSet(chosen([owed("A1")]).cards, { ...common, sender: { ...sender, phone: "1" } }, "2026-07-10");
    expect(letterChanges([one], moved.letters)).toEqual([
      `Letter ${reference}: the sender or another part of it has changed.`,
    ]);
  });
});

describe("the agency", () => {
  it("is the state's administrator, as the state calls itself", () => {
    const said = (code: string) => agencyOf(code)?.name;
    expect(said("US-WV")).toBe("Unclaimed Property Administrator of the State of West Virginia");
    expect(said("US-KY")).toBe("Unclaimed Property Administrator of the Commonwealth of Kentucky");
    expect(said("US-DC")).toBe("Unclaimed Property Administrator of the District of Columbia");
    expect(agencyOf("CA")).toBeNull();
  });
});
