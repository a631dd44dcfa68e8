import { expect, it } from "vitest";
import { statementIsOver, totalsOf } from "@/lib/notifications/statement";

it("what is left is what can still be used: a card counts on its last day and not on the next", () => {
  const cards = [
    { currency: "USD", balance: 2500n, lastDay: "2026-03-01" },
    { currency: "USD", balance: 146n, lastDay: "2026-02-28" },
    { currency: "JPY", balance: 3000n, lastDay: null },
    { currency: "USD", balance: 9007199254740993n, lastDay: "2026-04-01" },
  ];
  expect(totalsOf(cards, "2026-03-01")).toEqual([
    { currency: "USD", amount: 9007199254743493n },
    { currency: "JPY", amount: 3000n },
  ]);
});

it("a link to a balance works on its ninetieth day, over a 29 February, and not on the ninety-first", () => {
  expect(statementIsOver("2028-01-01", "2028-03-31")).toBe(false);
  expect(statementIsOver("2028-01-01", "2028-04-01")).toBe(true);
});
