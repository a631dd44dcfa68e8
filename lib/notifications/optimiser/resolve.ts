import type { Channel, ReminderReason } from "../constants";
import {
  type AmountName,
  type Belief,
  channelPriors,
  fieldOf,
  isAmount,
  type ParameterName,
  parameterNames,
  priors,
  type ReminderParameters,
} from "./parameters";

/** A row of `notification_parameter`. */
export type ParameterRow = {
  readonly id: number;
  readonly name: string;
  /** Null: of every channel, of every reason. */
  readonly channel: Channel | null;
  readonly reason: ReminderReason | null;
  /** Of an amount; null: the issuer's own. */
  readonly currency: string | null;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly origin: "prior" | "set" | "measured";
  readonly source: string;
  /** An instant or civil date, as text. */
  readonly date: string;
};

/** A figure in force and where it comes from. */
export type Resolved = Belief & {
  readonly name: ParameterName;
  readonly origin: ParameterRow["origin"];
  readonly source: string;
  readonly date: string;
  /** Of the row; null for a prior of the product. */
  readonly id: number | null;
  readonly doubtful: boolean;
};

/** `unknown`: nobody has named it in this currency; it counts 0, and has to be said to be left out. */
export type ResolvedAmount = Omit<Resolved, "origin"> & { readonly origin: Resolved["origin"] | "unknown" };

export type ResolvedParameters = { readonly [N in ParameterName]: N extends AmountName ? ResolvedAmount : Resolved };

/** What holds for a channel and a reason. */
export type Parameters = { readonly of: (channel: Channel, reason: ReminderReason) => ResolvedParameters };

/**
 * Of each name the most specific row holds: of the channel and reason, of the reason, of the channel, of all; of equally specific ones
 * the newest. Without a row the product's prior. A row without a range is believed as it stands. Names that nobody knows
 * any more are passed over.
 * @param currency in which is planned, where it is not the issuer's own: no rate says what an amount is in another one, so
 * that those hold that were set in it, and no prior does.
 */
export function resolveParameters(rows: readonly ParameterRow[], currency: string | null = null): Parameters {
  const known = new Map<string, ResolvedParameters>();
  const of = (channel: Channel, reason: ReminderReason) => {
    const key = `${channel} ${reason}`;
    const found = known.get(key);
    if (found) return found;
    const made = resolvedFor(rows, currency, channel, reason);
    known.set(key, made);
    return made;
  };
  return { of };
}

function resolvedFor(
  rows: readonly ParameterRow[],
  currency: string | null,
  channel: Channel,
  reason: ReminderReason,
): ResolvedParameters {
  const chosen = new Map<string, ParameterRow>();
  const rank = (row: ParameterRow) => (row.reason === null ? 0 : 2) + (row.channel === null ? 0 : 1);
  for (const row of rows) {
    if (isAmount(row.name) && row.currency !== currency) continue;
    if ((row.channel ?? channel) !== channel || (row.reason ?? reason) !== reason) continue;
    const before = chosen.get(row.name);
    if (!before || rank(row) > rank(before) || (rank(row) === rank(before) && row.id > before.id))
      chosen.set(row.name, row);
  }
  const one = (name: ParameterName): ResolvedAmount => {
    const row = chosen.get(name);
    const prior = channelPriors[channel][name] ?? priors[name];
    if (!row && currency !== null && isAmount(name)) return { ...nothingKnown, name };
    if (!row) {
      const { value, low, high, source, date, doubtful = false } = prior;
      return { name, value, low, high, origin: "prior", source, date, id: null, doubtful };
    }
    const { value, low, high, origin, source, date, id } = row;
    const doubtful = origin === "prior" && (prior.doubtful ?? false);
    return { name, value, low: low ?? value, high: high ?? value, origin, source, date, id, doubtful };
  };
  // Only amounts are unknown.
  return byName(one) as ResolvedParameters;
}

const nothingKnown = {
  value: 0,
  low: 0,
  high: 0,
  origin: "unknown",
  source: "",
  date: "",
  id: null,
  doubtful: false,
} as const;

/** The object is complete because `parameterNames` is. */
const byName = <T>(of: (name: ParameterName) => T) =>
  Object.fromEntries(parameterNames.map((name) => [name, of(name)])) as Record<ParameterName, T>;

/** One value for each name; `changed` puts another in the place of one of them. */
export function valuesOf(
  resolved: ResolvedParameters,
  changed: Partial<Record<ParameterName, number>> = {},
): ReminderParameters {
  const entries = parameterNames.map((name) => [fieldOf[name], changed[name] ?? resolved[name].value]);
  return Object.fromEntries(entries) as ReminderParameters;
}

export const isMeasured = ({ origin }: ResolvedAmount): boolean => origin === "measured";

/** Figures that nobody has measured here: whoever reads a result has to be told which they are. */
export const assumedOf = (resolved: ResolvedParameters): ResolvedAmount[] =>
  parameterNames.map((name) => resolved[name]).filter((one) => one.origin === "prior");

/** The same figures for every channel and reason: for a test, a simulation, a what-if. */
export function fixedParameters(values: ReminderParameters, source: string): Parameters {
  const resolved = byName((name): Resolved => {
    const value = values[fieldOf[name]];
    return { name, value, low: value, high: value, origin: "set", source, date: "", id: null, doubtful: false };
  });
  return { of: () => resolved };
}
