import type { Choice } from "./choice";
import type { AgeGroup, Candidate } from "./constants";
import type { Known } from "./load-dates";
import type { PointScore, RangeScore } from "./scores";

/** A past forecast beside what is known now of the same cohorts. */
export type CutReport = {
  readonly cut: number;
  /** Whether it knew only what had been loaded then. Not in versions made before this was looked at: they went by event date. */
  readonly known?: Known;
  readonly method: Candidate;
  readonly verdict: Choice["verdict"];
  /** Open balances at the present cut, all cohorts then open together. */
  readonly score: PointScore;
  /** The 90 % range of the sum, and whether the truth lies in it; null where there were no draws. */
  readonly range: { readonly low: number; readonly high: number; readonly holds: boolean } | null;
  readonly byType: readonly { readonly type: string; readonly score: PointScore }[];
  /** The same by age group, and by month of sale over all types. None in versions made before they were kept. */
  readonly byAge?: readonly { readonly ages: AgeGroup; readonly score: PointScore }[];
  readonly bySale?: readonly { readonly sold: number; readonly score: PointScore }[];
  /** Redeemed within so many months of the cut, as far as they are over. */
  readonly redemptions?: readonly { readonly months: number; readonly score: PointScore }[];
};

/** What a method missed of one card type: the measures of `PointScore` that are not the same for every method. */
export type TypeMiss = { readonly type: string } & Pick<PointScore, "wape" | "bias"> & MethodRange;

/**
 * How the ranges of a method would have held, had it been used at the past cuts: coverage and CRPS over single cohorts. Null where it
 * had none; not in versions made before every method was measured.
 */
type MethodRange = { readonly range?: RangeScore | null };

export type BacktestReport =
  | { readonly status: "too-little-history"; readonly cut: number }
  | {
      readonly status: "ok";
      readonly cut: number;
      readonly cuts: readonly CutReport[];
      /** What was shown at past cuts, each with the method, ranges and calibration of its day. */
      readonly shown: {
        readonly byAge: readonly {
          readonly ages: AgeGroup | "all";
          readonly point: PointScore;
          readonly range: RangeScore | null;
        }[];
        /** Sums of each type at each cut. */
        readonly types: { readonly point: PointScore; readonly range: RangeScore | null };
        /** Single cohorts of each type. Versions made before ranges were judged by type have none of them. */
        readonly byType: readonly {
          readonly type: string;
          readonly point: PointScore;
          readonly range?: RangeScore | null;
        }[];
        /** Sums of everything at each cut: few, and much alike. */
        readonly totals: { readonly point: PointScore; readonly range: RangeScore | null };
        /** Redeemed within so many months of the cut. */
        readonly redemptions: readonly { readonly months: number; readonly point: PointScore }[];
      };
      /** Every method on the same cohorts. */
      readonly methods: readonly {
        readonly method: Candidate;
        readonly byAge: readonly ({ readonly ages: AgeGroup | "all"; readonly point: PointScore } & MethodRange)[];
        /** Not in versions made before methods were judged by type. */
        readonly byType?: readonly TypeMiss[];
      }[];
      /** 1 − what was shown missed ÷ what the baseline missed. */
      readonly skill: readonly { readonly baseline: Candidate; readonly skill: number | null }[];
    };
