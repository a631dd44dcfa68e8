import { deserialize, serialize } from "node:v8";
import { cellBytes, hashOf } from "../card-score/cell-bytes";
import { learn } from "../card-score/learning";
import { type OpenStock, type ScoredStock, scoreStock } from "../card-score/score-stock";
import type { ComputeInput } from "./compute";
import { type MonthEnd, monthEndsOf, type Taken } from "./month-ends";
import { type Grouping, type Move, moveBetween } from "./move";
import type { Version } from "./what-moved";
import { type WholeAbout, wholeOf } from "./whole";

type MoveAsked = { readonly before: Version; readonly after: Version; readonly grouping: Grouping };

/** Scores of single cards as COPY takes them. */
type WrittenStock = Pick<ScoredStock, "reconciliation"> & {
  readonly bytes: Uint8Array;
  /** Of every score, to the last bit. */
  readonly resultHash: string;
};

/**
 * The arithmetic of a run that makes forecasts. What goes in and what comes out are plain values: they cross threads. Month ends do
 * so as bytes, for whoever passes them on from one thread to another would have to read and write them all.
 */
export const tasks = {
  monthEnds: ({ input, taken }: { readonly input: ComputeInput; readonly taken: Taken }) =>
    serialize(monthEndsOf(input, taken)),
  whole: ({ about, months }: { readonly about: WholeAbout; readonly months: readonly Uint8Array[] }) =>
    wholeOf(
      about,
      months.flatMap((bytes) => deserialize(bytes) as MonthEnd[]),
    ),
  move: ({ before, after, grouping }: MoveAsked): Move => moveBetween(before, after, grouping),
  learn,
  score: (open: OpenStock): WrittenStock => {
    const { scores, reconciliation } = scoreStock(open);
    return { bytes: cellBytes(scores, open.stock), resultHash: hashOf(scores), reconciliation };
  },
} as const;
export type Tasks = typeof tasks;
export type TaskName = keyof Tasks;
