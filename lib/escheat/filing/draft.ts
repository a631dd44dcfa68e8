import type { CivilDate } from "@/lib/dates";
import { Invalid } from "@/lib/errors";
import { t } from "@/lib/messages/escheat-filing";
import type { PropertyKind } from "../constants";
import { STATUTE_CURRENCY } from "../exemption";
import type { Holder } from "../holder";
import { stateOf } from "../jurisdiction-name";
import type { Rule } from "../rule";
import { ruleHash } from "../rule-hash";
import type { OwedCard } from "./owed-card";
import type { ReportDates } from "./report-dates";
import type { Beside, BesideKind, FrozenCard, LawRecord, ReportContent } from "./report-record";

export type DraftBasis = {
  readonly year: number;
  readonly dates: ReportDates;
  readonly holder: Holder;
  /** The version by which a card was determined. */
  readonly ruleOf: (property: PropertyKind, version: number) => Rule | null;
  readonly aggregate: boolean;
  readonly dataUntil: CivilDate | null;
};

export type Draft = { readonly content: ReportContent; readonly cards: readonly FrozenCard[] };

/**
 * A report as it is frozen: the cards that the state takes up to the cut-off and that no report has yet, and beside them
 * by their reasons those that somebody might look for in it. States are paid in US dollars; cards in another currency
 * stand beside it, and so do those (`unsettled`) of which counsel has to say first.
 * @throws Invalid when the rule names no limit and cards are to be reported as one line.
 */
export function draftOf(owed: readonly OwedCard[], unsettled: readonly Beside[], basis: DraftBasis): Draft {
  const { dates, year, holder, aggregate, dataUntil } = basis;
  const { aggregateBelow } = dates.rule;
  if (aggregate && !aggregateBelow.value) throw new Invalid(t("filing.draft.noAggregate"), { status: 422 });
  const cards: FrozenCard[] = [];
  const beside: [OwedCard, BesideKind][] = [];
  for (const card of owed) {
    const place = placeOf(card, dates.cutoffOn);
    if (place === "in") cards.push(frozenCard(card));
    else if (place !== null) beside.push([card, place]);
  }
  const { value, confidence, source } = aggregateBelow;
  return {
    cards: cards.toSorted((a, b) => a.customerId - b.customerId || a.cardId - b.cardId),
    content: {
      holder: holderRecord(holder),
      law: lawOf(cards, basis),
      remit: dates.remit,
      aggregate,
      aggregateBelow: { value, confidence, source },
      lateCards: cards.filter(({ content }) => content.reportYear < year).length,
      beside: [...besideOf(beside), ...unsettled],
      dataUntil,
    },
  };
}

/** Whether a card is in the report, beside it for a reason, or nothing of this report at all (null). */
export function placeOf(card: OwedCard, cutoffOn: CivilDate): "in" | BesideKind | null {
  const { outcome, presumedAbandonedOn: presumedOn, amount } = card.determination;
  if (outcome === "exempt" || outcome === "needs-counsel") return null;
  if (presumedOn === null || presumedOn > cutoffOn) return null;
  if (card.reportId !== null) return "in-another-report";
  if (card.facts.currency !== STATUTE_CURRENCY) return "other-currency";
  if (outcome === "not-yet") return "not-yet";
  return amount !== null && amount > 0n ? "in" : "nothing-taken";
}

export function frozenCard(owed: OwedCard): FrozenCard {
  const { determination, facts, owner, letters } = owed;
  const { amount, presumedAbandonedOn, reportYear, needsCounsel, reasons } = determination;
  if (amount === null || presumedAbandonedOn === null || reportYear === null)
    throw new RangeError(`card ${owed.card} has no amount or no date, and is in no report`);
  return {
    customerId: owed.customerId,
    cardId: owed.cardId,
    cardTypeId: owed.cardTypeId,
    amount,
    content: {
      card: owed.card,
      typeCode: owed.typeCode,
      typeName: owed.typeName,
      currency: facts.currency,
      property: owed.property,
      ruleVersion: determination.ruleVersion,
      soldOn: facts.soldOn,
      soldIn: facts.soldIn === null ? null : stateOf(facts.soldIn),
      lastActivityOn: owed.lastActivityOn,
      presumedAbandonedOn,
      reportYear,
      face: facts.face === null ? null : facts.face.toString(),
      balance: facts.balance.toString(),
      owner,
      letters,
      needsCounsel: [...needsCounsel],
      reasons: reasons.map(({ sentence }) => sentence),
    },
  };
}

const holderRecord = ({
  smallIssuer: _,
  takesSecondPriority: __,
  texasDeemsAddress: ___,
  updated: ____,
  ...holder
}: Holder) => holder;

/** The versions of the law behind the cards, each once, with what in it still needs counsel. */
function lawOf(cards: readonly FrozenCard[], { ruleOf }: DraftBasis): LawRecord[] {
  const laws = new Map<string, LawRecord>();
  for (const { content } of cards) {
    const { property, ruleVersion: version, needsCounsel } = content;
    if (version === null) continue;
    const key = `${property} ${version}`;
    const rule = laws.has(key) ? null : ruleOf(property, version);
    const law = laws.get(key) ?? {
      property,
      version,
      hash: rule ? ruleHash(rule) : "",
      unsure: [],
      confirmedBy: rule?.confirmed?.by ?? null,
    };
    laws.set(key, { ...law, unsure: [...new Set([...law.unsure, ...needsCounsel])].sort() });
  }
  return [...laws.values()].sort((a, b) => a.property.localeCompare(b.property) || a.version - b.version);
}

function besideOf(cards: readonly (readonly [OwedCard, BesideKind])[]): Beside[] {
  const groups = new Map<string, Beside>();
  for (const [{ facts }, kind] of cards) {
    const key = JSON.stringify([kind, facts.currency]);
    const group = groups.get(key) ?? { kind, fields: [], currency: facts.currency, cards: 0, balance: "0" };
    const balance = (BigInt(group.balance) + facts.balance).toString();
    groups.set(key, { ...group, cards: group.cards + 1, balance });
  }
  return [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}
