import type { Basis, Member } from "@/lib/breakage/report";
import type { CivilDate } from "@/lib/dates";
import type { TransactionKind } from "./constants";

/** What an amount of the overview is made of; a void belongs to what it takes back. */
export const eventGroups = [
  "all",
  "sold",
  "sales",
  "redeemed",
  "other",
  "expired",
  "escheated",
  "other-and-escheated",
  "reloads",
  "refunds",
  "fees",
  "transfers",
  "adjustments",
] as const;
export type EventGroup = (typeof eventGroups)[number];

/**
 * The groups a person chooses from; a ranking leads to `sales`, a change of what is owed to `other-and-escheated`, a column of
 * the roll-forward to its own kind.
 */
export const shownGroups = ["all", "sold", "redeemed", "other", "expired", "escheated"] as const;

export const kindsOf: Readonly<Record<Exclude<EventGroup, "all">, readonly TransactionKind[]>> = {
  sold: ["sale", "reload"],
  /** Without reloads: the volume of the rankings. */
  sales: ["sale"],
  redeemed: ["redemption"],
  other: ["refund", "fee", "transfer", "adjustment"],
  expired: ["expiry"],
  escheated: ["escheat"],
  "other-and-escheated": ["refund", "fee", "transfer", "adjustment", "escheat"],
  reloads: ["reload"],
  refunds: ["refund"],
  fees: ["fee"],
  transfers: ["transfer"],
  adjustments: ["adjustment"],
};

/** Whether the card was paid for; `unknown`: its source did not say. */
export const eventStandings = ["paid", "given", "unknown"] as const;
export type EventStanding = (typeof eventStandings)[number];

export type EventRow = {
  readonly id: string;
  readonly card: string;
  readonly cardType: Member;
  /** Where it happened. */
  readonly merchant: Member;
  readonly kind: TransactionKind;
  readonly countsAs: TransactionKind;
  readonly occurredOn: CivilDate;
  readonly bookedOn: CivilDate;
  readonly recordedAt: Date;
  /** The civil day of it: figures as known before leave the event out. */
  readonly knownOn: CivilDate;
  readonly batchId: number;
  /** Signed effect on the card's balance. */
  readonly amount: bigint;
  readonly purchaseTotal: bigint | null;
};

/**
 * What was bought in all, the part paid otherwise with it; where the source did not say, what the card paid. What a void
 * takes back counts less. Null: nothing was bought.
 */
export function purchaseOf(event: Pick<EventRow, "kind" | "countsAs" | "amount" | "purchaseTotal">): bigint | null {
  if (event.countsAs !== "redemption") return null;
  const size = event.purchaseTotal ?? (event.amount < 0n ? -event.amount : event.amount);
  return event.kind === "void" ? -size : size;
}

export type EventPage = Basis & {
  readonly group: EventGroup;
  /** Null: of all cards. */
  readonly standing: EventStanding | null;
  readonly items: readonly EventRow[];
  readonly nextCursor: string | null;
  /** Signed effect of all events of the period, not only of this page. */
  readonly total: bigint;
  /** Sales and redemptions among all of them, less voided ones. */
  readonly cards: number;
  readonly redemptions: number;
  /** What was bought in all with those redemptions; null unless it was asked for. */
  readonly purchases: bigint | null;
};
