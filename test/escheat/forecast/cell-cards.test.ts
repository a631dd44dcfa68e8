import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byClaim, type CellCard, FirstCards } from "@/lib/escheat/forecast/cell-cards";

const card = fc
  .record({
    claimed: fc.option(fc.bigInt({ min: 0n, max: 20n }), { nil: null }),
    balance: fc.bigInt({ min: 1n, max: 30n }),
  })
  .map(
    (amounts): CellCard => ({
      ...amounts,
      customerId: 0,
      cardId: 0,
      cardTypeId: 1,
      jurisdiction: "US-WV",
      byAddress: true,
      outcome: "not-yet",
      reportYear: 2026,
      presumedOn: null,
      soldOn: null,
      expected: 1n,
    }),
  );
const cards = fc
  .array(card, { maxLength: 60 })
  .map((list) => list.map((one, i) => ({ ...one, customerId: i % 7, cardId: i })));

describe("a list that is walked page by page", () => {
  it("shows every card once, in the order of what is claimed, with the totals of all on each page", () => {
    fc.assert(
      fc.property(cards, fc.integer({ min: 1, max: 9 }), (all, limit) => {
        const shown: CellCard[] = [];
        for (let after: CellCard | null = null; ; ) {
          const first: FirstCards = new FirstCards(limit + 1, after);
          for (const one of all) first.add(one);
          const page = first.all();
          expect(page.totals.cards).toBe(all.length);
          expect(page.totals.balance).toBe(all.reduce((sum, { balance }) => sum + balance, 0n));
          shown.push(...page.cards.slice(0, limit));
          if (page.cards.length <= limit) break;
          after = shown.at(-1) ?? null;
        }
        expect(shown).toEqual([...all].sort(byClaim));
      }),
    );
  });

  it("does not grow with what it reads", () => {
    const first = new FirstCards(2, null);
    const [one] = fc.sample(card, 1);
    if (!one) throw new Error("no card");
    for (let i = 0; i < 5_000; i++) first.add({ ...one, cardId: i });
    expect(first.all().cards).toHaveLength(2);
    expect(first.all().totals.cards).toBe(5_000);
  });
});
