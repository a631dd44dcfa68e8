import type { Figures } from "@/lib/breakage/figures";
import type { Basis, Member } from "@/lib/breakage/report";

export const insightNames = [
  "top-types-by-count",
  "top-types-by-volume",
  "top-merchants",
  "percentile-90",
  "top-by-business-model",
  "historical-breakage",
  "about-to-lapse",
] as const;
export type InsightName = (typeof insightNames)[number];

/** Card types in order of `rank` (1 first; equals share a rank). */
export type RankedType = {
  readonly rank: number;
  readonly cardType: Member;
  readonly brand: Member;
  readonly businessModel: string;
  readonly sales: number;
  /** Sum of sales, before anything else happens to the cards. */
  readonly volume: bigint;
};
export type TopTypes = Basis & {
  /** The first of `count`, as many as were asked for. */
  readonly rows: readonly RankedType[];
  readonly count: number;
  readonly total: { readonly sales: number; readonly volume: bigint };
};

export type RankedMerchant = {
  readonly rank: number;
  readonly merchant: Member;
  readonly sales: number;
  /** Card sales at the merchant. */
  readonly gross: bigint;
  readonly redemptions: number;
  readonly redeemed: bigint;
  /** Whole purchases of which cards paid a part. */
  readonly spent: bigint;
};
export type TopMerchants = Basis & {
  readonly rows: readonly RankedMerchant[];
  readonly count: number;
  readonly total: Omit<RankedMerchant, "rank" | "merchant">;
};

export type Percentile = TopTypes & { readonly percentile: number; readonly threshold: bigint | null };

/** Ranked within its model. */
export type RankedInModel = { readonly model: Member } & Omit<RankedType, "businessModel">;
export type TopByModel = Basis & {
  readonly rows: readonly RankedInModel[];
  readonly count: number;
  readonly total: TopTypes["total"];
};

export type HistoricalRow = Figures & { readonly cardType: Member; readonly year: number };
export type HistoricalBreakage = Basis & {
  readonly rows: readonly HistoricalRow[];
  readonly total: Figures;
};
