import type { CivilDate } from "@/lib/dates";
import type { EscheatOutcome } from "./determination";

/** Which forecast says what a law touches. */
export type TouchedBasis = { readonly forecastId: number; readonly asOf: CivilDate; readonly currency: string };

/** Open cards that a law decides, by the newest forecast. Amounts in minor units of its currency. */
export type Touched = {
  readonly cards: number;
  /** What is on the cards. */
  readonly balance: bigint;
  /** What the jurisdiction would take of it if nothing more were redeemed. */
  readonly claimed: bigint;
  /** Balances of which it takes something, but nobody knows how much: no part of `claimed`. */
  readonly unmeasured: bigint;
};

export type TouchedLine = Touched & { readonly outcome: EscheatOutcome; readonly reportYear: number | null };

/** What one law decides; `hasOtherKind`: its jurisdiction decides cards of the other kind too, by another law. */
export type TouchedByLaw = {
  readonly basis: TouchedBasis;
  readonly lines: readonly TouchedLine[];
  readonly hasOtherKind: boolean;
};

export const nothingTouched: Touched = { cards: 0, balance: 0n, claimed: 0n, unmeasured: 0n };

export function sumTouched(lines: readonly Touched[]): Touched {
  return lines.reduce(
    (sum, line) => ({
      cards: sum.cards + line.cards,
      balance: sum.balance + line.balance,
      claimed: sum.claimed + line.claimed,
      unmeasured: sum.unmeasured + line.unmeasured,
    }),
    nothingTouched,
  );
}
