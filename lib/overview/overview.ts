import type { Member } from "@/lib/breakage/report";
import type { CivilDate, Period } from "@/lib/dates";

/** What moved the liability in a period, in minor units; each positive as named, `other` signed. */
export type Flows = {
  /** Sales and reloads. */
  readonly sold: bigint;
  readonly redeemed: bigint;
  /** Value that lapsed in the period: funds expired, or expiry booked before that. */
  readonly lapsed: bigint;
  readonly escheated: bigint;
  /** Refunds and fees (−), transfers and adjustments (±). */
  readonly other: bigint;
  readonly cardsSold: number;
  readonly redemptions: number;
};

/** opening + sold − redeemed − lapsed − escheated + other = closing, always. */
export type RollForward = Flows & {
  readonly period: Period;
  /** Owed at the end of the day before the period. */
  readonly opening: bigint;
  /** Owed at the end of the period's last day. */
  readonly closing: bigint;
};

export type TrendPoint = RollForward & {
  /** What it is held against; null where nothing is, or where there are no data of it. */
  readonly before: RollForward | null;
};

/** One row of "what changed and why": signed parts that add up to the change. */
export type ChangeRow = {
  readonly member: Member;
  readonly sales: bigint;
  readonly redemptions: bigint;
  readonly lapses: bigint;
  readonly other: bigint;
  readonly change: bigint;
};

export type AgingView = "load" | "last-use" | "loss";

/** Cards whose date lies between `from` and `to` (null: open end); both null: never. */
export type AgingBucket = {
  readonly id: string;
  readonly from: CivilDate | null;
  readonly to: CivilDate | null;
  readonly cards: number;
  readonly owed: bigint;
};

export type Aging = {
  readonly view: AgingView;
  readonly buckets: readonly AgingBucket[];
  readonly total: bigint;
  readonly cards: number;
};

export type NoteKind = "never-used" | "tiny-balances" | "drained-at-once" | "redemption-surge" | "unusual-week";

/**
 * Something a person should look at, said as a sentence. It counts cards or redemptions; `filter` of the list named opens
 * exactly these, so that count and amount stand there again.
 */
export type Note = {
  readonly kind: NoteKind;
  /** Names what the note is about: the same cause is the same note on another day. */
  readonly cause: string;
  readonly sentence: string;
  readonly cards: number | null;
  readonly redemptions: number | null;
  readonly amount: bigint;
  readonly list: "cards" | "events";
  readonly filter: Readonly<Record<string, string>>;
};

/** A note as one person sees it; null: he has not set it aside. */
export type NoteForPerson = Note & { readonly snoozedUntil: CivilDate | null };

/** What notes were looked for in: single cards are only known as they are now, and rollups not as they once were known. */
export const soughtIn = ["all", "cohorts", "nothing"] as const;
export type SoughtIn = (typeof soughtIn)[number];
export type Notes = { readonly soughtIn: SoughtIn; readonly notes: readonly NoteForPerson[] };

export type Overview = {
  readonly asOf: CivilDate;
  readonly knownAt: string | null;
  readonly currency: string;
  /** Currencies the issuer has cards in; each is shown by itself, never added. */
  readonly currencies: readonly string[];
  /** Owed to holders at the end of the as-of date. */
  readonly liability: bigint;
  /** The same at the end of the day that the as-of date is held against. */
  readonly liabilityBefore: { readonly asOf: CivilDate; readonly owed: bigint } | null;
  readonly current: RollForward;
  readonly before: RollForward | null;
  readonly trend: readonly TrendPoint[];
};

/** Why the liability moved between the two ends of the period, in money. */
export type Change = {
  readonly by: "card-type" | "brand";
  readonly period: Period;
  readonly opening: bigint;
  readonly closing: bigint;
  readonly rows: readonly ChangeRow[];
  readonly total: Omit<ChangeRow, "member">;
  /** The largest reasons in words, most money first. */
  readonly sentences: readonly string[];
};
