import type { CivilDate } from "@/lib/dates";
import type { BacktestReport, CutReport } from "../forecast/backtest-report";
import type { PointScore } from "../forecast/scores";
import { monthEnd } from "./month-end";

type Ok = Extract<BacktestReport, { readonly status: "ok" }>;

/** What a figure of the back-test is made of; the scores of its parts add up to its own. */
export type BackTestParts =
  | {
      readonly of: "cut";
      readonly cut: CutReport;
      readonly rows: readonly { readonly type: string; readonly score: PointScore }[];
    }
  | {
      readonly of: "type";
      readonly type: string;
      readonly rows: readonly { readonly cut: CutReport; readonly score: PointScore }[];
    };

/** Which figure an address asks about: one past month's end, or one card type at all of them. */
export type PartsAsked = { readonly cut?: CivilDate | undefined; readonly type?: string | undefined };

/** The card types of a past month's end, largest balance first, or a card type's past month ends. Null where there are none. */
export function backTestParts({ cuts }: Pick<Ok, "cuts">, { cut: day, type }: PartsAsked): BackTestParts | null {
  if (day !== undefined) {
    const cut = cuts.find((one) => monthEnd(one.cut) === day);
    return cut ? { of: "cut", cut, rows: cut.byType.toSorted((a, b) => b.score.actual - a.score.actual) } : null;
  }
  if (type === undefined) return null;
  const rows = cuts.flatMap((cut) => {
    const own = cut.byType.find((one) => one.type === type);
    return own ? [{ cut, score: own.score }] : [];
  });
  return rows.length > 0 ? { of: "type", type, rows } : null;
}
