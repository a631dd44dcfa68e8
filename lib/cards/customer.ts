import type { Basis } from "@/lib/breakage/report";
import type { CivilDate } from "@/lib/dates";
import type { CardRow } from "./card";

export type CustomerRow = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly city: string | null;
  /** 'US-TX', 'FR', or 'unknown'. */
  readonly jurisdiction: string;
  /** Those on which something had happened by the as-of date. */
  readonly cards: number;
};

export type CustomerPage = Pick<Basis, "asOf" | "knownAt"> & {
  readonly items: readonly CustomerRow[];
  readonly nextCursor: string | null;
};

/** Sums of a customer's cards in one currency. */
export type CustomerTotal = {
  readonly currency: string;
  readonly cards: number;
  readonly sold: bigint;
  readonly unredeemed: bigint;
  readonly lapsed: bigint;
  readonly owed: bigint;
};

/** What a source has said of whether somebody may be written to; null: nothing, which is no yes. */
export type Consent = {
  readonly email: boolean | null;
  readonly sms: boolean | null;
  /** All the evidence there is: the import that was the last to say something new of it, and the day on which it came. */
  readonly evidence: {
    readonly importId: number;
    readonly label: string;
    readonly recordedOn: CivilDate;
    /** The import has been taken back; a no that it brought stays. */
    readonly isWithdrawn: boolean;
  };
};

/** Who somebody is, is told as it is known today; his cards as they were and were known on the dates. */
export type Customer = CustomerRow &
  Pick<Basis, "asOf" | "knownAt"> & {
    readonly zip: string | null;
    readonly addressLine: string | null;
    readonly bornOn: CivilDate | null;
    readonly registeredOn: CivilDate | null;
    readonly language: string | null;
    readonly consent: Consent;
    /** A page of all his cards, newest first, with older live ones; `cards` says how many there are. */
    readonly holdings: readonly CardRow[];
    readonly nextCursor: string | null;
    /** Of all his cards, not only of this page. */
    readonly totals: readonly CustomerTotal[];
  };

/** What ends first: the card, which can no longer be used, or its funds, which are gone; of several cards perhaps either. */
export const firstEnds = ["card", "funds", "both"] as const;
export type FirstEnd = (typeof firstEnds)[number];

/** Value that can be used for the last time within the window, and what becomes of it. atStake = lapses + staysOwed. */
export type LossRow = {
  /** Null: anonymous holders, together. */
  readonly customer: { readonly id: string; readonly name: string } | null;
  readonly cards: number;
  readonly atStake: bigint;
  /** Funds expire within the window. */
  readonly lapses: bigint;
  /** The card expires, its funds not yet or never. */
  readonly staysOwed: bigint;
  /** The first of the last days, and whether the card or its funds end on it. */
  readonly firstEndOn: CivilDate;
  readonly firstEnd: FirstEnd;
};

/** The period is the first day after the as-of date to the last day of the window. */
export type AboutToLapse = Basis & {
  readonly days: number;
  readonly rows: readonly LossRow[];
  readonly nextCursor: string | null;
  /** How many rows there are on all pages: that of anonymous holders, where there is one, is among them and no customer. */
  readonly listed: number;
  readonly total: Omit<LossRow, "customer" | "firstEndOn" | "firstEnd"> & { readonly customers: number };
};
