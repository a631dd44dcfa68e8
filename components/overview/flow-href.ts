import { type Address, hrefTo } from "@/lib/address";
import type { Period } from "@/lib/dates";

type Flow = "sold" | "redeemed" | "lapsed" | "other-and-escheated" | "changed";

/**
 * The rows behind what moved the liability in a period: events, whose signed sum is the flow; and the cards on which
 * something lapsed, or of which more or less is owed, because most lapses are no event but a date that passed.
 */
export function flowHref(
  flow: Flow,
  address: Address,
  period: Period,
  filter: Readonly<Record<string, string>> = {},
): string {
  return flow === "lapsed" || flow === "changed"
    ? hrefTo("/issuer/cards", address, { of: flow, ...period, ...filter })
    : hrefTo("/issuer/events", address, { group: flow, ...period, ...filter });
}
