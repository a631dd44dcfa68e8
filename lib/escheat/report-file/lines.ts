import type { CivilDate } from "@/lib/dates";
import { Invalid } from "@/lib/errors";
import { formatMoney } from "@/lib/format";
import { t } from "@/lib/messages/escheat-files";
import type { Sourced } from "../rule";
import type { LetterDates, NamedOwner, ReportProperty, UnknownOwner } from "./report";

/** One card that a state takes: what determination found, in the report's words. */
export type ReportCard = {
  readonly card: string;
  readonly currency: string;
  /** The state's share in minor units. */
  readonly amount: bigint;
  readonly presumedAbandonedOn: CivilDate;
  readonly lastActivityOn: CivilDate;
  readonly letters: LetterDates | null;
  readonly returnedMailOn: CivilDate | null;
  readonly soldIn: string | null;
  readonly description: string | null;
  readonly owner: NamedOwner | UnknownOwner;
};

export type LineOptions = {
  /** Whether cards below the state's threshold become one line without names. */
  readonly aggregate: boolean;
  /** The rule's threshold in US cents; 0 where the state allows no aggregation, null where nobody knows. */
  readonly aggregateBelow: Sourced<number>;
  /** False for a report without money (California's first one). */
  readonly remits: boolean;
};

export type ReportLines = {
  readonly properties: readonly ReportProperty[];
  /** The cards behind each line, by the line's account: every card stands in exactly one. */
  readonly cardsOf: ReadonlyMap<string, readonly string[]>;
  readonly warnings: readonly string[];
};

/** Account of the aggregate line. A card cannot have it: its number is checked against it. */
export const aggregateAccount = "AGGREGATE";

/**
 * Lines of a report from its cards, ordered by card: one per card, and one for all cards below the threshold where they
 * are aggregated (strictly below, so a card of exactly $50.00 stands by itself). An aggregate carries the latest dates of
 * its cards: by then all of them were presumed abandoned. Amounts are added exactly; the lines' sum is the cards' sum.
 * @throws Invalid for a currency other than the dollar, an amount that is not above zero, a card given twice, or aggregation that no rule allows.
 */
export function reportLines(cards: readonly ReportCard[], options: LineOptions): ReportLines {
  const sorted = cards.toSorted((one, other) => (one.card < other.card ? -1 : one.card > other.card ? 1 : 0));
  refuseCards(sorted);
  const below = options.aggregate ? threshold(options.aggregateBelow) : 0;
  const small = sorted.filter((card) => card.amount < BigInt(below));
  const lines = sorted
    .filter((card) => card.amount >= BigInt(below))
    .map((card) => [lineOf(card, options.remits), [card.card]] as const);
  const all =
    small.length === 0 ? lines : [...lines, [aggregateOf(small, options.remits), small.map(cardNumber)] as const];
  return {
    properties: all.map(([property]) => property),
    cardsOf: new Map(all.map(([property, numbers]) => [property.account, numbers])),
    warnings: small.length === 0 ? [] : warningsOf(options.aggregateBelow, below),
  };
}

const cardNumber = ({ card }: ReportCard): string => card;

function refuseCards(sorted: readonly ReportCard[]): void {
  const foreign = sorted.find((card) => card.currency !== "USD");
  if (foreign) throw refusal(t("reportFile.lines.currency", { card: foreign.card, currency: foreign.currency }));
  const named = sorted.find((card) => card.card === aggregateAccount);
  if (named) throw refusal(t("reportFile.lines.reserved", { card: aggregateAccount }));
  const nothing = sorted.find((card) => card.amount <= 0n);
  if (nothing) throw refusal(t("reportFile.lines.nothing", { card: nothing.card }));
  const twice = sorted.find((card, index) => index > 0 && sorted[index - 1]?.card === card.card);
  if (twice) throw refusal(t("reportFile.lines.twice", { card: twice.card }));
}

const refusal = (sentence: string) => new Invalid(sentence, { status: 422 });

function threshold({ value }: Sourced<number>): number {
  if (value === null) throw refusal(t("reportFile.lines.notKnown"));
  if (value <= 0) throw refusal(t("reportFile.lines.notAllowed"));
  return value;
}

function lineOf(card: ReportCard, remits: boolean): ReportProperty {
  return {
    account: card.card,
    presumedAbandonedOn: card.presumedAbandonedOn,
    letters: card.letters,
    returnedMailOn: card.returnedMailOn,
    lastActivityOn: card.lastActivityOn,
    description: card.description,
    owners: [card.owner],
    reportedCents: card.amount,
    remittedCents: remits ? card.amount : 0n,
    soldIn: card.soldIn,
  };
}

function aggregateOf(cards: readonly ReportCard[], remits: boolean): ReportProperty {
  const total = cards.reduce((sum, card) => sum + card.amount, 0n);
  return {
    account: aggregateAccount,
    presumedAbandonedOn: latest(cards.map((card) => card.presumedAbandonedOn)),
    letters: null,
    returnedMailOn: null,
    lastActivityOn: latest(cards.map((card) => card.lastActivityOn)),
    description: t("reportFile.lines.description", { count: cards.length }),
    owners: [{ kind: "aggregate" }],
    reportedCents: total,
    remittedCents: remits ? total : 0n,
    soldIn: null,
  };
}

const latest = (dates: readonly CivilDate[]): CivilDate => dates.toSorted().at(-1) ?? "";

function warningsOf({ confidence, source, mayBeStale }: Sourced<number>, below: number): string[] {
  const dates = t("reportFile.warning.aggregateDates");
  if (confidence === "verified" && !mayBeStale) return [dates];
  const amount = formatMoney(BigInt(below), "USD");
  return [dates, t("reportFile.warning.aggregateCounsel", { amount, source })];
}
