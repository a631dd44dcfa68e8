import { addDays, type CivilDate } from "@/lib/dates";
import type { DatedRule } from "./card";

export type DateFacts = {
  readonly soldOn: CivilDate;
  readonly cardExpiresOn: CivilDate | null;
  readonly fundsExpiresOn: CivilDate | null;
  readonly validityDays: number | null;
  readonly fundsValidityDays: number | null;
  readonly hasExpiry: boolean | null;
  readonly fundsExpire: boolean | null;
};

/** Each of a card's dates has a rule of its own, and says which. The third, its escheat date, is the law's: `lib/escheat`. */
export function cardExpiryRule(facts: DateFacts): DatedRule {
  const date = facts.cardExpiresOn;
  if (date === null) {
    return {
      date,
      rule: facts.hasExpiry === false ? "Cards of this type never expire." : "The source gave no expiry date.",
    };
  }
  const { validityDays: days, soldOn } = facts;
  return days !== null && addDays(soldOn, days) === date
    ? { date, rule: `${days} days from the sale on ${soldOn}; usable on the last day itself.` }
    : { date, rule: "As given with the card; usable on the day itself." };
}

export function fundsExpiryRule(facts: DateFacts): DatedRule {
  const date = facts.fundsExpiresOn;
  if (date === null) {
    return facts.fundsExpire === false
      ? { date, rule: "Funds of this card type never expire: what is left stays owed." }
      : { date, rule: "The source does not say when the funds expire, so they count as owed." };
  }
  const { fundsValidityDays: days, soldOn, cardExpiresOn } = facts;
  if (days !== null && addDays(soldOn, days) === date) {
    return { date, rule: `${days} days from the sale on ${soldOn}; what is left lapses on the day after.` };
  }
  return date === cardExpiresOn
    ? { date, rule: "Funds expire with the card; what is left lapses on the day after." }
    : { date, rule: "As given with the card; what is left lapses on the day after." };
}
