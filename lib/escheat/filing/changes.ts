import { formatDate, formatMoney } from "@/lib/format";
import { t } from "@/lib/messages/escheat-filing";
import type { Draft } from "./draft";
import type { FrozenCard } from "./report-record";

export const changeKinds = ["gone", "new", "amount", "date", "owner", "letters", "law", "holder", "limit"] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** One thing that is not as it was when the report was made. */
export type ReportChange = {
  readonly kind: ChangeKind;
  /** Null: of the report as a whole. */
  readonly card: string | null;
  readonly sentence: string;
};

/**
 * What a report made today would say otherwise than the frozen one, card by card, each in a sentence. Nothing in the
 * frozen one is changed by it: whoever reviews it decides whether it is made anew.
 */
export function reportChanges(frozen: Draft, today: Draft): ReportChange[] {
  const then = byCard(frozen.cards);
  const now = byCard(today.cards);
  return [
    ...wholeChanges(frozen, today),
    ...frozen.cards.flatMap((card) => cardChanges(card, now.get(keyOf(card)))),
    ...today.cards.filter((card) => !then.has(keyOf(card))).map(newCard),
  ];
}

const keyOf = ({ customerId, cardId }: FrozenCard): string => `${customerId} ${cardId}`;
const byCard = (cards: readonly FrozenCard[]) => new Map(cards.map((card) => [keyOf(card), card]));

function wholeChanges({ content: then }: Draft, { content: now }: Draft): ReportChange[] {
  const changes: ReportChange[] = [];
  const say = (kind: ChangeKind, sentence: string) => changes.push({ kind, card: null, sentence });
  const fields = (Object.keys(now.holder) as (keyof typeof now.holder)[]).filter(
    (field) => then.holder[field] !== now.holder[field],
  );
  if (fields.length > 0)
    say("holder", t("filing.change.holder", { fields: fields.map((field) => t(`filing.holder.${field}`)).join(", ") }));
  for (const law of now.law) {
    const before = then.law.find(({ property, version }) => property === law.property && version === law.version);
    if (before && before.hash !== law.hash) say("law", t("filing.change.law", { version: law.version }));
  }
  if (then.aggregateBelow.value !== now.aggregateBelow.value) say("limit", t("filing.change.limit"));
  return changes;
}

function newCard({ content, amount }: FrozenCard): ReportChange {
  const values = { card: content.card, amount: formatMoney(amount, content.currency) };
  return { kind: "new", card: content.card, sentence: t("filing.change.new", values) };
}

function cardChanges(then: FrozenCard, now: FrozenCard | undefined): ReportChange[] {
  const { card, currency } = then.content;
  const money = (amount: bigint) => formatMoney(amount, currency);
  if (!now) return [{ kind: "gone", card, sentence: t("filing.change.gone", { card, amount: money(then.amount) }) }];
  const changes: ReportChange[] = [];
  const say = (kind: ChangeKind, sentence: string) => changes.push({ kind, card, sentence });
  if (now.amount !== then.amount)
    say("amount", t("filing.change.amount", { card, before: money(then.amount), after: money(now.amount) }));
  const [before, after] = [then.content, now.content];
  if (before.presumedAbandonedOn !== after.presumedAbandonedOn)
    say(
      "date",
      t("filing.change.date", {
        card,
        before: formatDate(before.presumedAbandonedOn),
        after: formatDate(after.presumedAbandonedOn),
      }),
    );
  if (before.ruleVersion !== after.ruleVersion)
    say("law", t("filing.change.version", { card, before: before.ruleVersion ?? 0, after: after.ruleVersion ?? 0 }));
  if (JSON.stringify(valuesOf(before.owner)) !== JSON.stringify(valuesOf(after.owner)))
    say("owner", t("filing.change.owner", { card }));
  if (JSON.stringify(lettersOf(before.letters)) !== JSON.stringify(lettersOf(after.letters)))
    say("letters", t("filing.change.letters", { card }));
  return changes;
}

/** In one order, whatever order the database kept the keys in. */
const valuesOf = ({ customer, name, addressLine, city, zip, jurisdiction }: FrozenCard["content"]["owner"]) => [
  customer,
  name,
  addressLine,
  city,
  zip,
  jurisdiction,
];
const lettersOf = (letters: FrozenCard["content"]["letters"]) =>
  letters && [letters.first, letters.second, letters.returnedMailOn];
