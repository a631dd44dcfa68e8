import type { CivilDate } from "@/lib/dates";
import type { Chosen } from "./basis";
import type { Correction } from "./corrections";
import type { ProgrammeEstimate } from "./estimate";
import type { CohortLedger } from "./ledger";
import type { MethodRow } from "./method-rows";
import type { MonthLock } from "./month-lock";
import type { Programme } from "./programme";
import type { RollForwardRow } from "./roll-forward";
import type { Span } from "./span";

export type ShownLock = MonthLock & {
  readonly lockedByName: string;
  readonly signedOffByName: string | null;
  readonly rowsHash: string;
};

/** What the estimates of an open month come from, by currency. */
export type MonthSources = {
  readonly month: CivilDate;
  readonly forecasts: ReadonlyMap<string, Chosen | null>;
  readonly escheatForecasts: ReadonlyMap<string, Chosen | null>;
};

/** The books of some months: rows as locked and as computed, and for the open months the cohorts behind. */
export type Books = {
  readonly asOf: CivilDate;
  readonly knownAt: string | null;
  /** Null where no month with data is over. */
  readonly span: Span | null;
  readonly firstOn: CivilDate | null;
  readonly programmes: readonly Programme[];
  readonly rows: readonly RollForwardRow[];
  readonly cohorts: readonly CohortLedger[];
  /** Booked in the first open month. */
  readonly corrections: readonly Correction[];
  readonly locks: readonly ShownLock[];
  readonly sources: readonly MonthSources[];
  /** By card type, as of the last open month; empty where all months are locked. */
  readonly estimates: ReadonlyMap<number, ProgrammeEstimate>;
  readonly methods: readonly MethodRow[];
};
