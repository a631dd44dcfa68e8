import { type Determination, outcomes } from "@/lib/escheat/determination";
import { toDecimal } from "@/lib/money";
import { type TableColumn, textTable } from "./table";

export type DeterminedCard = Determination & { readonly card: string };

/** One card as it goes out; its reasons as sentences, in the order in which they are read. */
export function determinationJson(card: DeterminedCard, currency: string) {
  return {
    card: card.card,
    jurisdiction: card.jurisdiction,
    priorityRule: card.priorityRule,
    outcome: card.outcome,
    exemption: card.exemption,
    ruleVersion: card.ruleVersion,
    clockStartOn: card.clockStartOn,
    dormancyEndsOn: card.dormancyEndsOn,
    presumedAbandonedOn: card.presumedAbandonedOn,
    reportYear: card.reportYear,
    reportDueOn: card.reportDueOn,
    lettersFrom: card.lettersFrom,
    lettersTo: card.lettersTo,
    letterRequired: card.letterRequired,
    amount: card.amount === null ? null : toDecimal(card.amount, currency),
    needsCounsel: card.needsCounsel,
    reasons: card.reasons.map(({ sentence }) => sentence),
  };
}

/** A line per card, and how many there are of each outcome. */
export function determinationText(cards: readonly DeterminedCard[], asOf: string, currency: string): string {
  const text = (value: string | number | null) => (value === null ? "–" : String(value));
  const columns: TableColumn<DeterminedCard>[] = [
    { title: "card", text: ({ card }) => card },
    { title: "jurisdiction", text: ({ jurisdiction }) => text(jurisdiction) },
    { title: "priority", text: ({ priorityRule }) => text(priorityRule) },
    { title: "outcome", text: ({ outcome, exemption }) => (exemption === null ? outcome : `${outcome}: ${exemption}`) },
    { title: "abandoned", text: ({ presumedAbandonedOn }) => text(presumedAbandonedOn) },
    { title: "report due", text: ({ reportDueOn }) => text(reportDueOn) },
    { title: "letter", text: lettersOf },
    { title: currency, right: true, text: ({ amount }) => (amount === null ? "–" : toDecimal(amount, currency)) },
    { title: "needs counsel", text: ({ needsCounsel }) => needsCounsel.join(", ") },
  ];
  const totals = outcomes.flatMap((outcome) => {
    const such = cards.filter((card) => card.outcome === outcome);
    return such.length === 0 ? [] : [`${outcome} ${such.length}${sumOf(such, currency)}`];
  });
  return `${textTable(columns, cards)}\n\nAs of ${asOf}: ${totals.join("; ")}. With --json each card says why.`;
}

const lettersOf = ({ letterRequired, lettersFrom, lettersTo }: DeterminedCard): string => {
  if (!letterRequired) return "none required";
  return lettersFrom === null || lettersTo === null ? "required" : `${lettersFrom} to ${lettersTo}`;
};

function sumOf(cards: readonly DeterminedCard[], currency: string): string {
  const known = cards.flatMap(({ amount }) => (amount === null ? [] : [amount]));
  const sum = known.reduce((total, amount) => total + amount, 0n);
  return sum === 0n ? "" : ` (${toDecimal(sum, currency)} ${currency})`;
}
