import { addDays, type CivilDate } from "@/lib/dates";
import type { Contribution } from "./explain";

/** What is expected of one card, as of a month's end. */
export type CardScore = {
  readonly scoredOn: CivilDate;
  readonly modelId: number;
  /** The version of the forecast that the score leans on. */
  readonly forecastId: number;
  readonly currency: string;
  /** Minor units at the end of `scoredOn`. */
  readonly balance: bigint;
  /** The last day on which the card can be used; null: it never ends. */
  readonly endsOn: CivilDate | null;
  /** Why nothing more can happen to it by the scored day: it has expired, or is so old that it counts as settled. */
  readonly endedBy: "expiry" | "age" | null;
  /** Nothing more is redeemed; not everything is redeemed. */
  readonly probabilityUntouched: number;
  readonly probabilityNever: number;
  /** Of the balance, in minor units; not rounded. */
  readonly expectedUnredeemed: number;
  /** Chance of a redemption in each week after `scoredOn`, if there was none before. */
  readonly hazardByWeek: readonly number[];
  /** Chance of a redemption in the month after `scoredOn`: the card's own, and that of the average card-month. */
  readonly comingMonth: { readonly own: number; readonly average: number };
  /** Why the one is not the other; none for a card that has ended. */
  readonly contributions: readonly Contribution[];
};

/** Why a card has no score that could be shown. */
export const unscoredReasons = [
  "earlier-day",
  "no-forecast",
  "too-little-history",
  "sold-later",
  "no-history",
  "nothing-left",
  "few-redemptions",
  "not-yet",
] as const;
export type UnscoredReason = (typeof unscoredReasons)[number];

export type CardOutlook =
  | { readonly status: "scored"; readonly score: CardScore }
  | { readonly status: "unscored"; readonly why: UnscoredReason; readonly dataDate: CivilDate | null };

/** What is known of a card without a score. */
export type UnscoredFacts = {
  /** Of the newest forecasts; null: none was made. */
  readonly dataDate: CivilDate | null;
  /** Of the version in the card's currency; null: there is none. */
  readonly versionStatus: string | null;
  readonly soldOn: CivilDate;
  /** Whether the version has figures of the card's type. */
  readonly isTypeKnown: boolean;
  /** Minor units at the end of the data date. */
  readonly balance: bigint;
  /** What the last run that got as far said of its scores. */
  readonly lastRun: string | null;
};

/** The first cause that applies, in the order in which a reader would ask. */
export function whyUnscored(facts: UnscoredFacts): UnscoredReason {
  const { dataDate, versionStatus, soldOn, isTypeKnown, balance, lastRun } = facts;
  if (dataDate === null || versionStatus === null) return "no-forecast";
  if (soldOn > dataDate) return "sold-later";
  if (balance <= 0n) return "nothing-left";
  if (versionStatus !== "ok") return "too-little-history";
  if (!isTypeKnown) return "no-history";
  return lastRun === "too-little-history" ? "few-redemptions" : "not-yet";
}

/** The same as seen from a day: a score knows what came up to its own day, and is not shown on an earlier one. */
export function outlookAt(
  outlook: CardOutlook,
  { asOf, knownAt }: { readonly asOf: CivilDate; readonly knownAt: string | null },
): CardOutlook {
  if (outlook.status === "unscored") return outlook;
  const { scoredOn } = outlook.score;
  return asOf < scoredOn || knownAt !== null ? { status: "unscored", why: "earlier-day", dataDate: scoredOn } : outlook;
}

/** Chance of a redemption within the first of the weeks, each with its chance if there was none before: 1 − Π(1 − h). */
export const chanceWithin = (hazards: readonly number[], weeks: number): number =>
  1 - hazards.slice(0, weeks).reduce((none, hazard) => none * (1 - hazard), 1);

export type ScoredWeek = { readonly from: CivilDate; readonly to: CivilDate; readonly chance: number };

/** The weeks after the score's day with their dates, up to the one in which the card ends. */
export function weeksOf({
  scoredOn,
  endsOn,
  hazardByWeek,
}: Pick<CardScore, "scoredOn" | "endsOn" | "hazardByWeek">): ScoredWeek[] {
  return hazardByWeek
    .map((chance, week) => ({ from: addDays(scoredOn, 1 + 7 * week), to: addDays(scoredOn, 7 + 7 * week), chance }))
    .filter(({ from }) => endsOn === null || from <= endsOn);
}
