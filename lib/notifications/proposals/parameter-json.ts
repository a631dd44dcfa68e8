import type { StoredParameter } from "../queries/parameters";
import { parameterLines } from "./parameter-rows";

/** The figures in force, and everything that was ever said of them, the newest first. */
export const parametersJson = (rows: readonly StoredParameter[]) => ({
  inForce: parameterLines(rows).map(({ name, channel, reason, currency, inForce, setBy }) => {
    const { value, low, high, origin, source, date, doubtful } = inForce;
    return { name, channel, reason, currency, value, low, high, origin, source, date, doubtful, setBy };
  }),
  history: rows.toReversed(),
});
