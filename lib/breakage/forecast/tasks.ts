import { learn } from "../card-score/learning";
import { scoreStock } from "../card-score/score-stock";
import { computeForecast } from "./compute";

/** The arithmetic of a run that makes forecasts. What goes in and what comes out are plain values: they cross threads. */
export const tasks = { forecast: computeForecast, learn, score: scoreStock } as const;
export type Tasks = typeof tasks;
export type TaskName = keyof Tasks;
