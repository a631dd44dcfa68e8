import { learn } from "../card-score/learning";
import { scoreStock } from "../card-score/score-stock";
import type { ComputeInput } from "./compute";
import { type MonthEnd, monthEndsOf, type Taken } from "./month-ends";
import { type Grouping, type Move, moveBetween } from "./move";
import type { Version } from "./what-moved";
import { type WholeAbout, wholeOf } from "./whole";

type MoveAsked = { readonly before: Version; readonly after: Version; readonly grouping: Grouping };

/** The arithmetic of a run that makes forecasts. What goes in and what comes out are plain values: they cross threads. */
export const tasks = {
  monthEnds: ({ input, taken }: { readonly input: ComputeInput; readonly taken: Taken }) => monthEndsOf(input, taken),
  whole: ({ about, months }: { readonly about: WholeAbout; readonly months: readonly MonthEnd[] }) =>
    wholeOf(about, months),
  move: ({ before, after, grouping }: MoveAsked): Move => moveBetween(before, after, grouping),
  learn,
  score: scoreStock,
} as const;
export type Tasks = typeof tasks;
export type TaskName = keyof Tasks;
