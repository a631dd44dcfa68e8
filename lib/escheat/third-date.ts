import type { CardRow, DatedRule } from "@/lib/cards/card";
import type { CivilDate } from "@/lib/dates";
import { t } from "@/lib/messages/escheat-determination";
import type { Determination, EscheatOutcome, Topic } from "./determination";
import { counselNames } from "./filing/counsel-name";

/** What the law says of a card; the outcome is null where the rules could not be asked, because they cannot be read. */
export type EscheatOf = {
  readonly outcome: EscheatOutcome | null;
  readonly presumedAbandonedOn: CivilDate | null;
};

/** What could be found of a card; null: nothing of it was known by then. */
type Found = { readonly determination: Determination } | { readonly fault: string } | null;

/** A card with the last of its three dates, which nobody can tell who does not know the law. */
export type DatedCard<Card extends CardRow = CardRow> = Card & {
  /** Null: nothing will be taken, or nobody can say when. */
  readonly escheatOn: CivilDate | null;
  readonly escheatOutcome: EscheatOutcome | null;
};

/**
 * The day on which the card is presumed abandoned. The law's own day stands before that of the source, which is shown where
 * the law leaves the day open; what the law exempts has none, whatever a source says.
 */
export function escheatDay({ outcome, presumedAbandonedOn }: EscheatOf, given: CivilDate | null): CivilDate | null {
  return outcome === "exempt" ? null : (presumedAbandonedOn ?? given);
}

/** The rules were not asked. */
export const UNREAD: EscheatOf = { outcome: null, presumedAbandonedOn: null };

export function dated<Card extends CardRow>(card: Card, said: EscheatOf): DatedCard<Card> {
  return { ...card, escheatOn: escheatDay(said, card.escheatGivenOn), escheatOutcome: said.outcome };
}

/** What a card's own page found, as lists tell it. */
export const escheatOf = (found: Found): EscheatOf =>
  found === null || "fault" in found ? UNREAD : found.determination;

/** Which sentences of the determination are the rule of the day, and which tell why there is none. */
const DAY: ReadonlySet<Topic> = new Set(["dormancy", "presumption"]);
const NONE: ReadonlySet<Topic> = new Set(["exemption"]);

/** The third date of a card's page with its rule in words, and what the source said of it where it said anything. */
export function escheatRule(found: Found, given: CivilDate | null): DatedRule {
  if (found === null || "fault" in found) {
    const why = found === null ? t("determination.notKnownThen") : t("determination.unreadable", { why: found.fault });
    return { date: given, rule: given === null ? why : `${t("determination.asGiven")} ${why}` };
  }
  const { outcome, presumedAbandonedOn, reasons, needsCounsel } = found.determination;
  const wanted = outcome === "exempt" ? NONE : DAY;
  const said = reasons.filter(({ topic }) => wanted.has(topic)).map(({ sentence }) => sentence);
  if (outcome !== "exempt" && presumedAbandonedOn === null)
    said.unshift(t("determination.noDay", { fields: counselNames(needsCounsel) }));
  const date = escheatDay(found.determination, given);
  return { date, rule: [...said, ...givenSentence(found.determination, given)].join(" ") };
}

function givenSentence({ outcome, presumedAbandonedOn }: EscheatOf, given: CivilDate | null): string[] {
  if (given === null) return [];
  if (given === presumedAbandonedOn && outcome !== "exempt") return [t("determination.sourceAgrees")];
  if (outcome !== "exempt" && presumedAbandonedOn === null) return [t("determination.asGiven")];
  return [t("determination.sourceSays", { on: given })];
}
