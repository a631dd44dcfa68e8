import type { OpenCard } from "../open-card";
import { type PortfolioBasis, PortfolioLaw } from "../portfolio";
import type { Verdict } from "../prepared";
import type { Curves } from "./curve";
import { Expectation, stakeIn } from "./expectation";
import { foreseenOf } from "./stake";

/** Where a card stands: in a report year, spared, or with counsel. */
export type Bucket = number | "exempt" | "counsel";

export type Side = {
  readonly cards: number;
  readonly balance: bigint;
  readonly claimed: bigint;
  /** Balances of which something will be taken, and nobody knows how much. */
  readonly unmeasured: bigint;
  /** Of each card in whole minor units. */
  readonly expected: bigint;
};

export type Change = { readonly before: Side; readonly after: Side };

/** Only of jurisdictions and years in which something changes. */
export type ChangeRow = Change & { readonly jurisdiction: string; readonly bucket: Bucket };

export type WhatIfAnswer = {
  readonly cards: number;
  /** Of them, those whose jurisdiction, year, outcome or amount is another. */
  readonly moved: { readonly cards: number; readonly balance: bigint };
  /** All that falls to states in some year. */
  readonly total: Change;
  readonly exempt: Change;
  readonly counsel: Change;
  readonly rows: readonly ChangeRow[];
};

type Sums = { -readonly [K in keyof Side]: Side[K] };
type Pair = { readonly before: Sums; readonly after: Sums };

const nothing = (): Sums => ({ cards: 0, balance: 0n, claimed: 0n, unmeasured: 0n, expected: 0n });
const pair = (): Pair => ({ before: nothing(), after: nothing() });

/** Every card under the law as it is and under what is supposed, in one pass. */
export class WhatIf {
  private readonly laws: { readonly before: PortfolioLaw; readonly after: PortfolioLaw };
  private readonly expectation: Expectation;
  private readonly rows = new Map<string, Pair & { jurisdiction: string; bucket: Bucket; changed: boolean }>();
  private readonly whole = { total: pair(), exempt: pair(), counsel: pair() };
  private readonly moved = { cards: 0, balance: 0n };
  private cards = 0;

  constructor(before: PortfolioBasis, after: PortfolioBasis, curves: Curves | null) {
    this.laws = { before: new PortfolioLaw(before), after: new PortfolioLaw(after) };
    this.expectation = new Expectation(curves, before.asOf);
  }

  add(card: OpenCard): void {
    this.cards += 1;
    const before = this.laws.before.of(card)(card);
    const after = this.laws.after.of(card)(card);
    const changed = !isSame(before, after);
    if (changed) {
      this.moved.cards += 1;
      this.moved.balance += card.balance;
    }
    for (const [side, verdict] of [["before", before] as const, ["after", after] as const]) {
      const sums = this.sumsOf(card, verdict);
      const bucket = bucketOf(verdict);
      const row = this.rowAt(verdict.jurisdiction ?? "", bucket);
      row.changed ||= changed;
      add(row[side], sums);
      add(this.whole[bucket === "exempt" || bucket === "counsel" ? bucket : "total"][side], sums);
    }
  }

  private sumsOf(card: OpenCard, verdict: Verdict): Side {
    const { amount, outcome } = verdict;
    const hazard = outcome === "not-yet" ? this.expectation.hazardOf(card) : null;
    return {
      cards: 1,
      balance: card.balance,
      claimed: amount ?? 0n,
      unmeasured: outcome === "not-yet" && amount === null ? card.balance : 0n,
      expected: amount === null ? 0n : foreseenOf(stakeIn(verdict, amount, hazard)),
    };
  }

  private rowAt(jurisdiction: string, bucket: Bucket) {
    const name = `${jurisdiction}/${bucket}`;
    const known = this.rows.get(name) ?? { ...pair(), jurisdiction, bucket, changed: false };
    this.rows.set(name, known);
    return known;
  }

  answer(): WhatIfAnswer {
    return {
      cards: this.cards,
      moved: this.moved,
      ...this.whole,
      rows: [...this.rows.values()]
        .filter(({ changed }) => changed)
        .map(({ changed: _, ...row }) => row)
        .sort(byPlaceAndYear),
    };
  }
}

function bucketOf({ outcome, report }: Verdict): Bucket {
  if (outcome === "exempt") return "exempt";
  return outcome === "needs-counsel" || report === null ? "counsel" : report.year;
}

const isSame = (a: Verdict, b: Verdict): boolean =>
  a.outcome === b.outcome &&
  a.jurisdiction === b.jurisdiction &&
  a.amount === b.amount &&
  a.presumedAbandonedOn === b.presumedAbandonedOn &&
  a.report?.year === b.report?.year;

function add(sums: Sums, side: Side): void {
  sums.cards += side.cards;
  sums.balance += side.balance;
  sums.claimed += side.claimed;
  sums.unmeasured += side.unmeasured;
  sums.expected += side.expected;
}

/** Years in their order, then what is spared, then what counsel has to say. */
const rank = (bucket: Bucket): number => (bucket === "exempt" ? 10_000 : bucket === "counsel" ? 10_001 : bucket);

const byPlaceAndYear = (a: ChangeRow, b: ChangeRow): number =>
  a.jurisdiction.localeCompare(b.jurisdiction, "en") || rank(a.bucket) - rank(b.bucket);
