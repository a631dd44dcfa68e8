import { type CivilDate, endOfMonth } from "@/lib/dates";
import { firstDayOf } from "../forecast/months";

/** The last day of a month as forecasts count it. */
export const monthEnd = (month: number): CivilDate => endOfMonth(firstDayOf(month));
