import { reportOf } from "./backtest";
import type { ComputeInput } from "./compute";
import { hashOf, type MadeForecast } from "./made";
import type { MonthEnd } from "./month-ends";
import { monthOf } from "./months";

/** Whose version it is, and of what. */
export type WholeAbout = Pick<ComputeInput, "currency" | "dataDate" | "ultimateAge" | "parameters" | "dataHash">;

/**
 * A version of its month ends, whoever worked them out.
 * @throws Error when the data date is not among them.
 */
export function wholeOf(about: WholeAbout, done: readonly MonthEnd[]): MadeForecast {
  const months = done.toSorted((a, b) => a.at - b.at);
  const present = months.find((month) => month.present)?.present;
  if (!present) throw new Error("The forecast of the data date itself is missing");
  const { scores, ...own } = present;
  const { types, cohorts, quarters } = own;
  const isMade = own.status === "ok";
  const past = isMade ? months.flatMap((month) => month.past) : [];
  const replays = months.flatMap(({ replay }) => replay ?? []);
  const backtest = reportOf(monthOf(about.dataDate), replays, scores);
  return {
    currency: about.currency,
    dataDate: about.dataDate,
    ultimateAge: about.ultimateAge,
    parameters: about.parameters,
    dataHash: about.dataHash,
    ...own,
    past,
    backtest: isMade ? backtest : null,
    resultHash: hashOf({ types, cohorts, quarters, past }),
  };
}
