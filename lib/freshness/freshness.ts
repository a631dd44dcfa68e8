import type { CivilDate } from "@/lib/dates";

/** How far the data reach and when they last came. */
export type Freshness = {
  /** The first day on which anything happened; null when nothing is loaded. */
  readonly firstOn: CivilDate | null;
  /** The last day of which a source has told anything. */
  readonly dataUntil: CivilDate | null;
  /** The default as-of date: the last day with anything booked, by ourselves too, or today when that lies beyond it. */
  readonly asOf: CivilDate;
  readonly today: CivilDate;
  readonly lastBatch: {
    readonly id: number;
    readonly label: string;
    readonly source: string;
    readonly recordedAt: Date;
  } | null;
  readonly computedAt: Date;
  /** Currencies of the issuer's card types, the reporting currency first. */
  readonly currencies: readonly string[];
};
