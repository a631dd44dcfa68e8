import type { CivilDate } from "@/lib/dates";
import { monthIndex } from "./cohort";

/** The month of a date as forecasts count it. */
export const monthOf = (date: CivilDate): number => monthIndex(Number(date.slice(0, 4)), Number(date.slice(5, 7)));

/** The first day of a month. */
export const firstDayOf = (month: number): CivilDate =>
  `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}-01`;

/** The first day of a quarter, counted as `year * 4 + quarter - 1`. */
export const firstDayOfQuarter = (quarter: number): CivilDate => firstDayOf(quarter * 3);
