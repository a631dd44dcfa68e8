import type { LiabilityMovement, Standing } from "@/lib/accounting/constants";
import type { Movement } from "@/lib/accounting/movements";
import { type Address, hrefTo } from "@/lib/address";
import type { EventGroup } from "@/lib/cards/event";
import { endOfMonth } from "@/lib/dates";

/** Columns that are added up from events, and the list of exactly those. */
const groups: Partial<Record<Movement, EventGroup>> = {
  sold: "sales",
  reloaded: "reloads",
  redeemed: "redeemed",
  refunded: "refunds",
  fees: "fees",
  transferred: "transfers",
  adjusted: "adjustments",
  expired: "expired",
  escheated: "escheated",
};

export const isOfEvents = (movement: LiabilityMovement | Movement): boolean => movement in groups;

type Cell = {
  readonly movement: Movement;
  readonly from: string;
  readonly to: string;
  readonly currency: string;
  readonly standing: Standing;
  /** Brand or card type, as the page has been narrowed to or as the row is. */
  readonly filter: Readonly<Record<string, string>>;
  /** As the books were known when the month was locked; null where it is open. */
  readonly lockedAt: string | null;
};

/** The entries behind a cell of the roll-forward: events of its kind and months, or the cohorts its amount was made from. */
export function cellHref({ movement, from, to, currency, standing, filter, lockedAt }: Cell, address: Address): string {
  const group = groups[movement];
  if (group === undefined)
    return hrefTo("/issuer/accounting/recognition", address, { month: to, currency, from: null, to: null, ...filter });
  return hrefTo("/issuer/events", address, {
    group,
    from,
    to: endOfMonth(to),
    currency,
    standing,
    ...(lockedAt === null ? {} : { knownAt: lockedAt }),
    ...filter,
  });
}

/** The cohorts behind a balance at the end of a month. */
export const balanceHref = (
  month: string,
  currency: string,
  filter: Readonly<Record<string, string>>,
  address: Address,
) => hrefTo("/issuer/accounting/recognition", address, { month, currency, from: null, to: null, ...filter });
