import type { CivilDate } from "@/lib/dates";
import type { CardKind, IssuerFacts } from "./card-facts";
import { type EscheatOutcome, outcomes } from "./determination";
import { ownerPlace, type PriorityRule } from "./jurisdiction";
import { type OpenCard, placeKey } from "./open-card";
import { type PreparedLaw, prepareLaw, type Verdict } from "./prepared";
import type { Rulebook } from "./rulebook";

/** What decides over a portfolio, beside the cards. */
export type PortfolioBasis = {
  readonly rulebook: Rulebook;
  readonly issuer: IssuerFacts;
  /** By the id of the card type. */
  readonly kinds: ReadonlyMap<number, CardKind>;
  readonly asOf: CivilDate;
};

/** The law of every card, asked once for each card type and place of owners. */
export class PortfolioLaw {
  private readonly laws = new Map<number, Map<string, PreparedLaw>>();

  constructor(readonly basis: PortfolioBasis) {}

  /** @throws RangeError for a card of a type that the basis does not know. */
  of(card: OpenCard): PreparedLaw {
    let byPlace = this.laws.get(card.cardTypeId);
    if (byPlace === undefined) {
      byPlace = new Map();
      this.laws.set(card.cardTypeId, byPlace);
    }
    const place = placeKey(card);
    const known = byPlace.get(place);
    if (known !== undefined) return known;
    const law = this.prepare(card);
    byPlace.set(place, law);
    return law;
  }

  private prepare(card: OpenCard): PreparedLaw {
    const { kinds, issuer, rulebook, asOf } = this.basis;
    const kind = kinds.get(card.cardTypeId);
    if (kind === undefined) throw new RangeError(`no card type ${card.cardTypeId}`);
    return prepareLaw(kind, ownerPlace(card), issuer, rulebook, { asOf });
  }
}

/** As cells are stored: 0 where nobody's law decides. */
export const priorityNumbers = { first: 1, second: 2, "deemed-address": 3 } as const satisfies Record<
  PriorityRule,
  number
>;

export type CellKey = {
  /** '' where nobody can say whose law decides. */
  readonly jurisdiction: string;
  readonly cardTypeId: number;
  /** 0 where no date is. */
  readonly reportYear: number;
  readonly outcome: EscheatOutcome;
  readonly priority: number;
};

export function cellKeyOf(card: Pick<OpenCard, "cardTypeId">, verdict: Verdict): CellKey {
  return {
    jurisdiction: verdict.jurisdiction ?? "",
    cardTypeId: card.cardTypeId,
    // Of a card that counsel has to decide no year is certain, though dates may be known.
    reportYear: verdict.outcome === "needs-counsel" ? 0 : (verdict.report?.year ?? 0),
    outcome: verdict.outcome,
    priority: verdict.priority === null ? 0 : priorityNumbers[verdict.priority],
  };
}

/** Counts and sums of the cards of one cell; amounts in minor units of their types' currency. */
export type CellSums = {
  cards: number;
  balance: bigint;
  /** What would be taken of today's balances, as far as the law says how much. */
  claimed: bigint;
  /** Balances of which will be taken, and nobody knows how much. */
  unmeasured: bigint;
};

export type Cell = CellKey & Readonly<CellSums>;

/** Sums by cell: found again by numbers, because a name for each of a million cards would cost more than its law. */
export class Cells<Sums> {
  private readonly found = new Map<string, Map<number, CellKey & Sums>>();

  constructor(private readonly start: () => Sums) {}

  at(card: Pick<OpenCard, "cardTypeId">, verdict: Verdict): CellKey & Sums {
    const jurisdiction = verdict.jurisdiction ?? "";
    let ofPlace = this.found.get(jurisdiction);
    if (ofPlace === undefined) {
      ofPlace = new Map();
      this.found.set(jurisdiction, ofPlace);
    }
    const key = cellNumber(card, verdict);
    const known = ofPlace.get(key);
    if (known !== undefined) return known;
    const made = { ...cellKeyOf(card, verdict), ...this.start() };
    ofPlace.set(key, made);
    return made;
  }

  /** In one order, whatever order the cards came in. */
  all(): (CellKey & Sums)[] {
    return [...this.found.values()].flatMap((ofPlace) => [...ofPlace.values()]).sort(byCell);
  }
}

function cellNumber({ cardTypeId }: Pick<OpenCard, "cardTypeId">, { outcome, report, priority }: Verdict): number {
  const year = outcome === "needs-counsel" ? 0 : (report?.year ?? 0);
  const rest = outcomes.indexOf(outcome) * 4 + (priority === null ? 0 : priorityNumbers[priority]);
  return (cardTypeId * 10_000 + year) * 16 + rest;
}

export const noCards = (): CellSums => ({ cards: 0, balance: 0n, claimed: 0n, unmeasured: 0n });

/** Cards added up by whose law decides, type, year of the report, and outcome. */
export class Portfolio {
  private readonly cells = new Cells<CellSums>(noCards);
  readonly law: PortfolioLaw;

  constructor(basis: PortfolioBasis) {
    this.law = new PortfolioLaw(basis);
  }

  add(card: OpenCard): Verdict {
    const verdict = this.law.of(card)(card);
    addTo(this.cells.at(card, verdict), card, verdict);
    return verdict;
  }

  all(): Cell[] {
    return this.cells.all();
  }
}

const byCell = (a: CellKey, b: CellKey): number =>
  a.jurisdiction.localeCompare(b.jurisdiction, "en") ||
  a.cardTypeId - b.cardTypeId ||
  a.reportYear - b.reportYear ||
  a.outcome.localeCompare(b.outcome, "en") ||
  a.priority - b.priority;

export function addTo(sums: CellSums, card: Pick<OpenCard, "balance">, { outcome, amount }: Verdict): void {
  sums.cards += 1;
  sums.balance += card.balance;
  if (outcome === "not-yet" && amount === null) sums.unmeasured += card.balance;
  else sums.claimed += amount ?? 0n;
}
