import { figuresOf } from "@/lib/breakage/figures";
import type { CivilDate } from "@/lib/dates";
import { may, type Scope } from "@/lib/identity/scope";
import type { CardRow } from "../card";
import { UNKNOWN } from "../constants";
import { stateOf } from "../state";

export type StateRow = {
  id: string;
  type_code: string;
  type_name: string;
  medium: string | null;
  merchant_code: string | null;
  merchant_name: string | null;
  customer_code: string | null;
  customer_name: string | null;
  jurisdiction: string;
  currency: string;
  sold_on: string;
  card_expires_on: string | null;
  funds_expires_on: string | null;
  escheat_on: string | null;
  last_use_on: string | null;
  opened_on: string | null;
  cards: string;
  redemptions: string;
  sold: string;
  redeemed: string;
  other: string;
  gone: string;
  escheated: string;
  customer_id: string;
  card_id: string;
};

/** A card as the scope may see it: a key that reads cards is told the holder's id, and the name only with `customer.read`. */
export function cardRowOf(scope: Scope, row: StateRow, asOf: CivilDate): CardRow {
  const figures = figuresOf({
    cards: Number(row.cards),
    redemptions: Number(row.redemptions),
    sold: BigInt(row.sold),
    redeemed: BigInt(row.redeemed),
    other: BigInt(row.other),
    lapsed: BigInt(row.gone),
    escheated: BigInt(row.escheated),
  });
  return {
    ...figures,
    id: row.id,
    cardType: { id: row.type_code, name: row.type_name },
    merchant: { id: row.merchant_code ?? UNKNOWN, name: row.merchant_name ?? "Unknown" },
    customer: row.customer_code === null ? null : { id: row.customer_code, name: nameOf(scope, row) },
    jurisdiction: row.jurisdiction,
    currency: row.currency,
    soldOn: row.sold_on,
    cardExpiresOn: row.card_expires_on,
    fundsExpiresOn: row.funds_expires_on,
    escheatGivenOn: row.escheat_on,
    lastUseOn: row.last_use_on,
    state: stateOf({
      asOf,
      cards: figures.cards,
      sold: figures.sold,
      redeemed: figures.redeemed,
      escheated: figures.escheated,
      left: figures.unredeemed - figures.escheated,
      owed: figures.owed,
      cardExpiresOn: row.card_expires_on,
      fundsExpiresOn: row.funds_expires_on,
      openedOn: row.opened_on,
      digital: row.medium === "digital",
    }),
  };
}

const nameOf = (scope: Scope, { customer_name, customer_code }: StateRow) =>
  may(scope, "customer.read") ? (customer_name ?? customer_code) : null;
