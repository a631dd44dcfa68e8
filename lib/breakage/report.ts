import type { CivilDate, Period } from "@/lib/dates";
import type { Comparison, Dimension } from "./constants";
import type { Figures } from "./figures";

/** One member of a dimension: `id` is the source's own code ('unknown' where it gave none), `name` is for reading. */
export type Member = { readonly id: string; readonly name: string };

export type BreakageRow = Figures & {
  readonly members: { readonly [D in Dimension]?: Member };
  /** The same group in the period it is compared with; null when it had no cards there. */
  readonly before: Figures | null;
};

/** Which dates the figures are of; printed beside every one of them. */
export type Basis = {
  readonly asOf: CivilDate;
  /** As given: a date, an instant, or null for all that is known today. */
  readonly knownAt: string | null;
  readonly currency: string;
  readonly period: Period;
};

export type BreakageReport = Basis & {
  readonly by: readonly Dimension[];
  readonly rows: readonly BreakageRow[];
  readonly total: Figures;
  readonly comparison: (Pick<Basis, "asOf" | "period"> & { readonly mode: Comparison; readonly total: Figures }) | null;
  /** 'cards': no rollup holds these two dimensions together, so the cards of the period were added up one by one. */
  readonly source: "rollups" | "cards";
  /** Last day with data, so that a reader sees when an as-of date lies beyond it. */
  readonly dataUntil: CivilDate | null;
};
