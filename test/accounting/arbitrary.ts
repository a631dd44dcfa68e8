import fc from "fast-check";
import { recognitionMethods, type Standing } from "@/lib/accounting/constants";
import { fraction, whole } from "@/lib/accounting/fraction";
import { type Booked, type EventMovement, movementsOf } from "@/lib/accounting/movements";
import type { Estimate, Facts } from "@/lib/accounting/recognition";
import type { MonthCell } from "@/lib/accounting/roll-forward";

const thousandths = fc.integer({ min: 0, max: 1000 }).map((n) => fraction(BigInt(n), 1000n));

export const estimates: fc.Arbitrary<Estimate> = fc.record({
  method: fc.constantFrom(...recognitionMethods),
  unexercised: fc.option(thousandths),
  escheatable: thousandths,
  remote: fc.boolean(),
});

/** No more exercised and lapsed than was paid in, as a clean cohort has it. */
export const facts: fc.Arbitrary<Facts> = fc
  .tuple(fc.bigInt({ min: 1n, max: 10n ** 12n }), fc.nat(1000), fc.nat(1000), fc.nat(1000))
  .map(([face, used, gone, abandoned]) => {
    const exercised = (face * BigInt(used)) / 1000n;
    const ofOpen = (thousandths: number) => ((face - exercised) * BigInt(thousandths)) / 1000n;
    return { face, exercised: whole(exercised), lapsed: whole(ofOpen(gone)), presumed: ofOpen(abandoned) };
  });

const amount = fc.bigInt({ min: 0n, max: 10n ** 9n });
const signed = fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n });

export const events: fc.Arbitrary<Record<EventMovement, bigint>> = fc.record({
  sold: amount,
  reloaded: amount,
  redeemed: amount,
  refunded: amount,
  fees: amount,
  transferred: signed,
  adjusted: signed,
  expired: amount,
  escheated: amount,
});
const booked: fc.Arbitrary<Booked> = fc.record({
  breakageRevenue: signed,
  toEscheatPayable: signed,
  claimedFromStates: amount,
});

/** Months of 2024, card types of two brands in two currencies, one of them given away and one of which nobody said. */
export const monthCells: fc.Arbitrary<MonthCell> = fc
  .record({
    month: fc.integer({ min: 1, max: 12 }).map((month) => `2024-${String(month).padStart(2, "0")}-01`),
    holding: fc.constantFrom(
      { cardType: "CLASSIC", brand: "NORTH", currency: "USD", standing: "paid" as Standing },
      { cardType: "TRAVEL", brand: "NORTH", currency: "EUR", standing: "paid" as Standing },
      { cardType: "OLD", brand: "NORTH", currency: "USD", standing: "unknown" as Standing },
      { cardType: "PROMO", brand: "SOUTH", currency: "USD", standing: "given" as Standing },
    ),
    events,
    booked,
  })
  .map(({ month, holding, events: some, booked: own }) => ({
    ...holding,
    month,
    movements: movementsOf(some, holding.standing === "given" ? null : own),
  }));
