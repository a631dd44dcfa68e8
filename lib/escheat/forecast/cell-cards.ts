import type { CivilDate } from "@/lib/dates";
import type { EscheatOutcome } from "../determination";
import type { OpenCard } from "../open-card";
import type { Verdict } from "../prepared";
import { civilDate } from "../prepared/civil-number";

/** A card in the list behind a cell. Amounts in minor units of the list's currency. */
export type CellCard = {
  readonly customerId: number;
  readonly cardId: number;
  readonly cardTypeId: number;
  readonly jurisdiction: string;
  /** The owner's address decides, and not the state of incorporation. */
  readonly byAddress: boolean;
  readonly outcome: EscheatOutcome;
  readonly reportYear: number | null;
  readonly presumedOn: CivilDate | null;
  readonly soldOn: CivilDate | null;
  readonly balance: bigint;
  /** Null where nobody knows how much is taken. */
  readonly claimed: bigint | null;
  readonly expected: bigint;
};

export function cellCardOf(card: OpenCard, verdict: Verdict, expected: bigint): CellCard {
  return {
    customerId: card.customerId,
    cardId: card.cardId,
    cardTypeId: card.cardTypeId,
    jurisdiction: verdict.jurisdiction ?? "",
    byAddress: verdict.priority === "first",
    outcome: verdict.outcome,
    reportYear: verdict.report?.year ?? null,
    presumedOn: civilDate(verdict.presumedAbandonedOn),
    soldOn: civilDate(card.soldOn),
    balance: card.balance,
    claimed: verdict.amount,
    expected,
  };
}

export type CellTotals = {
  readonly cards: number;
  readonly balance: bigint;
  readonly claimed: bigint;
  readonly unmeasured: bigint;
  readonly expected: bigint;
};

/** What is claimed comes first, then what is on the card; ids settle the rest, so that a list can be walked. */
export const byClaim = (a: CellCard, b: CellCard): number =>
  byAmount(a.claimed ?? 0n, b.claimed ?? 0n) ||
  byAmount(a.balance, b.balance) ||
  b.customerId - a.customerId ||
  b.cardId - a.cardId;

const byAmount = (a: bigint, b: bigint): number => (a === b ? 0 : a > b ? -1 : 1);

/** The first so many cards after a place, and the totals of all, without keeping all. */
export class FirstCards {
  private kept: CellCard[] = [];
  private sums = { cards: 0, balance: 0n, claimed: 0n, unmeasured: 0n, expected: 0n };

  /** @param after of the last card before; null: from the beginning. */
  constructor(
    private readonly most: number,
    private readonly after: CellCard | null,
  ) {}

  add(card: CellCard): void {
    this.sums.cards += 1;
    this.sums.balance += card.balance;
    this.sums.claimed += card.claimed ?? 0n;
    this.sums.expected += card.expected;
    if (card.claimed === null && card.outcome === "not-yet") this.sums.unmeasured += card.balance;
    if (this.after !== null && byClaim(card, this.after) <= 0) return;
    this.kept.push(card);
    if (this.kept.length > 4 * this.most + 1_000) this.cut();
  }

  private cut(): void {
    this.kept = this.kept.sort(byClaim).slice(0, this.most);
  }

  all(): { readonly cards: readonly CellCard[]; readonly totals: CellTotals } {
    this.cut();
    return { cards: this.kept, totals: this.sums };
  }
}
