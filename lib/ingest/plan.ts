import { civilDateIn } from "@/lib/dates";
import type { IssuerFacts } from "@/lib/identity/queries/session";
import { type Entity, entities } from "./constants";
import type { FileMapping } from "./mapping/schema";
import type { ByteSource } from "./reader/source";
import type { Problem } from "./row/problem";
import type { RowContext } from "./row/values";

/** For whom rows are loaded. A `Scope` is one; a dry run for an issuer that does not exist yet makes its own. */
export type LoadScope = {
  readonly issuerId: number;
  readonly partnerId: number | null;
  readonly personId: number | null;
  readonly actor: string;
  readonly address: string | null;
  readonly issuer: IssuerFacts;
};

/** The day and the zone in which the rows of an issuer are judged. */
export const contextOf = ({ issuer: { timeZone } }: LoadScope, now: Date): RowContext => ({
  today: civilDateIn(timeZone, now),
  timeZone,
});

/** One file with the part of the mapping that reads it. */
export type PlannedFile = {
  readonly fileId: number | null;
  readonly name: string;
  readonly sha256: string;
  readonly source: ByteSource;
  readonly part: FileMapping;
};

export type LoadPlan = {
  readonly label: string;
  /** The same again is the same batch. */
  readonly contentKey: string;
  readonly files: readonly PlannedFile[];
  /** Rows kept aside earlier that a person has repaired; beside them all that wait for something missing are tried. */
  readonly repairedIds: readonly number[];
  readonly jobRunId: number | null;
};

export type EntityCounts = { read: number; new: number; updated: number; repeated: number; refused: number };
export type Counts = Record<Entity, EntityCounts>;

export type Notice = { file: string; text: string };

export type RefusedRow = {
  file: string;
  line: number;
  entity: Entity;
  problems: readonly Problem[];
  cells: readonly string[];
};

export type LoadOutcome = {
  /** Null when nothing was to be done because the same has been loaded before, and in a dry run. */
  readonly batchId: number | null;
  readonly state: "loaded" | "unchanged" | "checked";
  readonly counts: Counts;
  /** Rows kept aside by earlier batches that could be loaded now. */
  readonly healed: number;
  readonly notices: readonly Notice[];
  /** The first of the rows kept aside; all of them are asked for by `listRefusedRows`. */
  readonly refused: readonly RefusedRow[];
  readonly refusedTotal: number;
  readonly firstOn: string | null;
  readonly lastOn: string | null;
};

export type LoadStep = "reading" | "checking" | "loading" | "summarising";

/** What a run tells while it works; every function may throw to stop it, and then nothing has happened. */
export type LoadWatch = {
  step<T>(name: LoadStep, work: () => Promise<T>): Promise<T>;
  progress(fraction: number, note?: string): void;
  throwIfCancelled(): void;
};

export const silent: LoadWatch = { step: (_, work) => work(), progress: () => {}, throwIfCancelled: () => {} };

export function noCounts(): Counts {
  const zero = (): EntityCounts => ({ read: 0, new: 0, updated: 0, repeated: 0, refused: 0 });
  return {
    merchant: zero(),
    brand: zero(),
    card_type: zero(),
    customer: zero(),
    card: zero(),
    card_transaction: zero(),
  };
}

/** Counts as a batch or a run has kept them; what they do not say is none. */
export function countsOf(kept: Readonly<Partial<Record<string, Partial<EntityCounts>>>>): Counts {
  const counts = noCounts();
  for (const entity of entities) Object.assign(counts[entity], kept[entity]);
  return counts;
}
