import { addDays, type CivilDate } from "@/lib/dates";
import { lastFour } from "@/lib/escheat/letter/letter";
import type { MemberCard } from "../member";
import { stakeOf } from "../optimiser/loss";
import type { Loss } from "../optimiser/unit";
import type { CandidateCard } from "../queries/candidates";

type Dates = Pick<CandidateCard, "cardEnds" | "fundsEnd" | "escheats" | "feesFrom">;

/**
 * What will end what is on a card, each with the last day before it. A card can be used on its expiry date and its funds
 * are there on theirs; an escheat date and the beginning of fees are the first days on which something is gone.
 */
export function lossesOf({ cardEnds, fundsEnd, escheats, feesFrom }: Dates, today: CivilDate): Loss[] {
  const losses: Loss[] = [];
  const add = (reason: Loss["reason"], lastDay: CivilDate | null) => {
    if (lastDay !== null && lastDay >= today) losses.push({ reason, lastDay });
  };
  add("card-expiry", cardEnds);
  add("funds-expiry", fundsEnd);
  add("escheat", escheats === null ? null : addDays(escheats, -1));
  add("fees", feesFrom === null ? null : addDays(feesFrom, -1));
  return losses;
}

export const lastUsableDay = ({ cardEnds, fundsEnd }: Dates): CivilDate | null => {
  if (cardEnds === null || fundsEnd === null) return cardEnds ?? fundsEnd;
  return cardEnds < fundsEnd ? cardEnds : fundsEnd;
};

/** Days are text that sorts as they do; a card without one comes last. */
const NEVER = "9999-12-31";

/** The cards as they are written down, what is lost soonest first. */
export function memberCards(cards: readonly CandidateCard[], today: CivilDate): MemberCard[] {
  return cards
    .map((card): MemberCard => {
      const { reason, lossOn } = stakeOf(lossesOf(card, today), today);
      return {
        cardId: card.id,
        id: card.source,
        lastFour: lastFour(card.source),
        brand: card.brand,
        cardType: card.type,
        cardTypeId: card.typeId,
        balance: card.balance,
        cardExpiresOn: card.cardEnds,
        fundsExpiresOn: card.fundsEnd,
        escheatOn: card.escheats,
        lastDay: lastUsableDay(card),
        reason,
        lossOn,
      };
    })
    .sort((a, b) => (a.lossOn ?? NEVER).localeCompare(b.lossOn ?? NEVER) || a.cardId - b.cardId);
}
