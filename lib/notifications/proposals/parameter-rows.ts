import { type Channel, channels, type ReminderReason, reminderReasons } from "../constants";
import { amountParameters, type ParameterName, parameterNames } from "../optimiser/parameters";
import { type ResolvedAmount, resolveParameters } from "../optimiser/resolve";
import type { StoredParameter } from "../queries/parameters";

/** A figure in force, and for what; null: for all that nothing more special is said of. */
export type ParameterLine = {
  readonly name: ParameterName;
  readonly channel: Channel | null;
  readonly reason: ReminderReason | null;
  /** Of an amount in another currency than the issuer's. */
  readonly currency: string | null;
  readonly inForce: ResolvedAmount;
  readonly setBy: string | null;
};

/**
 * What the parameters screen shows: each figure in force for reminders in general, then where a channel or a reason has one
 * of its own. `email` stands for every channel: what differs from it has its own line. Amounts in other currencies come last.
 */
export function parameterLines(rows: readonly StoredParameter[]): ParameterLine[] {
  const others = [...new Set(rows.flatMap(({ currency }) => currency ?? []))].sort();
  return [
    ...linesIn(rows, null, parameterNames),
    ...others.flatMap((currency) => linesIn(rows, currency, amountParameters)),
  ].filter(({ inForce }) => inForce.origin !== "unknown");
}

function linesIn(
  rows: readonly StoredParameter[],
  currency: string | null,
  names: readonly ParameterName[],
): ParameterLine[] {
  const parameters = resolveParameters(rows, currency);
  const setBy = (id: number | null) => rows.find((row) => row.id === id)?.createdByName ?? null;
  const general = resolveParameters(
    rows.filter(({ channel, reason }) => channel === null && reason === null),
    currency,
  );
  return names.flatMap((name): ParameterLine[] => {
    const whole = general.of("email", "unused-balance")[name];
    const special = channels.flatMap((channel) =>
      reminderReasons.flatMap((reason): ParameterLine[] => {
        const inForce = parameters.of(channel, reason)[name];
        return isSame(inForce, whole) ? [] : [{ name, channel, reason, currency, inForce, setBy: setBy(inForce.id) }];
      }),
    );
    return [
      { name, channel: null, reason: null, currency, inForce: whole, setBy: setBy(whole.id) },
      ...folded(special, channels.length, reminderReasons.length),
    ];
  });
}

const isSame = (one: ResolvedAmount, other: ResolvedAmount) => one.id === other.id && one.value === other.value;

/** The same figure for every reason of a channel, or every channel of a reason, is one line. */
function folded(lines: readonly ParameterLine[], allChannels: number, allReasons: number): ParameterLine[] {
  const left = new Set(lines);
  const made: ParameterLine[] = [];
  const fold = (key: "channel" | "reason", size: number) => {
    const other = key === "channel" ? "reason" : "channel";
    for (const line of lines) {
      if (!left.has(line)) continue;
      const alike = [...left].filter((one) => one[key] === line[key] && isSame(one.inForce, line.inForce));
      if (alike.length !== size) continue;
      made.push({ ...line, [other]: null });
      for (const one of alike) left.delete(one);
    }
  };
  fold("channel", allReasons);
  fold("reason", allChannels);
  return [...made, ...left];
}
