import type { CivilDate } from "@/lib/dates";
import type { OpenCard } from "../open-card";
import type { Verdict } from "../prepared";
import { type CivilNumber, civilNumber, NO_DATE } from "../prepared/civil-number";
import { type Curves, endPosition, monthPosition } from "./curve";
import { type Stake, stakeOf } from "./stake";

/** Cumulative hazard of a card's balance being redeemed, from today to a day. */
export type HazardTo = (day: CivilNumber) => number;

/** What of a card's balance is still redeemed before a day, by the curves of a breakage forecast. */
export class Expectation {
  private readonly today: number;

  /** @param curves null: nothing is taken to be redeemed any more. */
  constructor(
    private readonly curves: Curves | null,
    asOf: CivilDate,
  ) {
    this.today = endPosition(civilNumber(asOf));
  }

  /** Null where no curve is known. What is spent is taken from what was loaded first, so a balance is of the last load. */
  hazardOf(card: OpenCard): HazardTo | null {
    const loaded = card.lastLoadOn !== NO_DATE;
    const hazard = this.curves?.of({
      cardTypeId: card.cardTypeId,
      lot: loaded ? "reload" : "sale",
      month: monthOf(loaded ? card.lastLoadOn : card.soldOn),
      endMonth: card.endsOn === NO_DATE ? null : monthOf(card.endsOn),
    });
    if (!hazard) return null;
    const now = hazard(this.today);
    return (to) => Math.max(0, hazard(monthPosition(to)) - now);
  }
}

const monthOf = (day: CivilNumber): number => Math.floor(monthPosition(day));

/** The stake in a card by a verdict on it: what is presumed abandoned already is not taken to be redeemed. */
export function stakeIn(verdict: Verdict, claimed: bigint, hazard: HazardTo | null): Stake {
  const { presumedAbandonedOn: day, outcome } = verdict;
  const isOver = outcome === "escheats" || outcome === "exempt" || day === NO_DATE;
  return stakeOf(Number(claimed), isOver || hazard === null ? 0 : hazard(day));
}
