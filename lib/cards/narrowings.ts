import { cardsMessages } from "@/lib/messages/cards";
import { words } from "@/lib/messages/message";
import type { CardListParams, EventListParams } from "./schema";

const t = words(cardsMessages);

/** What a list has been narrowed to besides its dates and dimensions, under the address's own name, in a sentence. */
export type Narrowing = { readonly name: string; readonly text: string };

type NarrowedCards = Pick<CardListParams, "owed" | "funds" | "customer" | "holder">;

export function cardNarrowings({ owed, funds, customer, holder }: NarrowedCards): Narrowing[] {
  return [
    ...(owed ? [{ name: "owed", text: t("cards.owedOnly") }] : []),
    ...(customer === undefined ? [] : [{ name: "customer", text: t("cards.ofCustomer", { customer }) }]),
    ...(holder ? [{ name: "holder", text: t(`cards.holder.${holder}`) }] : []),
    ...(funds ? [{ name: "funds", text: t(`cards.funds.${funds}`) }] : []),
  ];
}

export function eventNarrowings({ at, purchases }: Pick<EventListParams, "at" | "purchases">): Narrowing[] {
  return [
    ...(at === undefined ? [] : [{ name: "at", text: t("events.at", { merchant: at }) }]),
    ...(purchases ? [{ name: "purchases", text: t("events.purchases") }] : []),
  ];
}
