import type { PropertyKind } from "../constants";
import type { OpenCard } from "../open-card";
import { addTo, type CellKey, type CellSums, Cells, noCards, type PortfolioBasis, PortfolioLaw } from "../portfolio";
import type { Verdict } from "../prepared";
import { type CounselLine, CounselReasons } from "./counsel";
import type { Curves } from "./curve";
import { Expectation, type HazardTo, stakeIn } from "./expectation";
import { LawsInDoubt } from "./laws-in-doubt";
import { type DoubtfulLaw, ReadingSums } from "./reading-sums";
import { addStakes, foreseenOf, NOTHING, type Stake, stakeOf } from "./stake";

export type ForeseenCell = CellKey &
  Readonly<CellSums> & {
    readonly stake: Stake;
    /** Expected, of each card in whole minor units. */
    readonly foreseen: bigint;
    /** Of cards that counsel has to decide: the least and the most that the readings of the law make of them. */
    readonly open: { readonly low: number; readonly high: number };
    readonly needsCounsel: boolean;
  };

export type Foreseen = {
  readonly cells: readonly ForeseenCell[];
  readonly doubts: readonly DoubtfulLaw[];
  readonly counsel: readonly CounselLine[];
  /** Cards that are still to be presumed abandoned and of whose type no curve is known: all of them is taken as expected. */
  readonly withoutCurve: { readonly cards: number; readonly balance: bigint };
};

type Sums = CellSums & { stake: Stake; foreseen: bigint; low: number; high: number; needsCounsel: boolean };

const nothingYet = (): Sums => ({ ...noCards(), stake: NOTHING, foreseen: 0n, low: 0, high: 0, needsCounsel: false });

/**
 * What states will take of a portfolio, card by card: by the law as it is read now, and by every other plausible reading.
 * @param curves of the newest breakage forecast; null: nothing is taken to be redeemed any more.
 */
export class Foresight {
  private readonly law: PortfolioLaw;
  private readonly doubts: LawsInDoubt;
  private readonly counsel: CounselReasons;
  private readonly readings = new ReadingSums();
  private readonly cells = new Cells<Sums>(nothingYet);
  private readonly expectation: Expectation;
  private readonly without = { cards: 0, balance: 0n };

  constructor(
    private readonly basis: PortfolioBasis,
    curves: Curves | null,
  ) {
    this.law = new PortfolioLaw(basis);
    this.doubts = new LawsInDoubt(basis);
    this.counsel = new CounselReasons(basis);
    this.expectation = new Expectation(curves, basis.asOf);
  }

  add(card: OpenCard): void {
    const verdict = this.law.of(card)(card);
    const hazard = this.expectation.hazardOf(card);
    const cell = this.cells.at(card, verdict);
    addTo(cell, card, verdict);
    if (verdict.amount !== null) {
      const stake = stakeIn(verdict, verdict.amount, hazard);
      cell.stake = addStakes(cell.stake, stake);
      cell.foreseen += foreseenOf(stake);
    }
    if (this.counsel.add(card, verdict).length > 0) cell.needsCounsel = true;
    if (hazard === null && verdict.outcome === "not-yet") {
      this.without.cards += 1;
      this.without.balance += card.balance;
    }
    const open = this.readOtherwise(card, verdict, hazard);
    if (verdict.amount === null) {
      cell.low += open.low;
      cell.high += open.high;
    }
  }

  all(): Foreseen {
    return {
      cells: this.cells.all().map(({ low, high, ...cell }) => ({ ...cell, open: { low, high } })),
      doubts: this.readings.all(),
      counsel: this.counsel.all(),
      withoutCurve: this.without,
    };
  }

  /** The card under each reading of the law that decides. Unknown facts count as sparing it, and as not sparing it. */
  private readOtherwise(card: OpenCard, verdict: Verdict, hazard: HazardTo | null): { low: number; high: number } {
    const property = propertyOf(this.basis, card);
    const { jurisdiction } = verdict;
    if (jurisdiction === null || property === null) {
      const nobody = { jurisdiction: jurisdiction ?? "", property, readings: [], held: [] };
      const all = stakeOf(Number(card.balance), 0);
      this.readings.of(nobody).add(card.cardTypeId, 0, 0, NOTHING, all);
      return { low: 0, high: all.expected };
    }
    const doubt = this.doubts.of(jurisdiction, property);
    const sums = this.readings.of(doubt);
    let [low, high] = [Number.POSITIVE_INFINITY, 0];
    const laws = doubt.lawsOf(card);
    for (const [i, law] of laws.entries()) {
      const read = laws.length === 1 ? verdict : law(card);
      const least = stakeIn(read, read.amount ?? 0n, hazard);
      const most = read.amount === null ? stakeIn(read, read.ifTaken ?? card.balance, hazard) : least;
      sums.add(card.cardTypeId, read.report?.year ?? 0, i, least, most);
      low = Math.min(low, least.expected);
      high = Math.max(high, most.expected);
    }
    return { low, high };
  }
}

export function propertyOf(
  { kinds }: Pick<PortfolioBasis, "kinds">,
  card: Pick<OpenCard, "cardTypeId">,
): PropertyKind | null {
  const openLoop = kinds.get(card.cardTypeId)?.openLoop ?? null;
  return openLoop === null ? null : openLoop ? "open-loop" : "closed-loop";
}
