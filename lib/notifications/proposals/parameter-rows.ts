import { type Channel, channels, type ReminderReason, reminderReasons } from "../constants";
import { type ParameterName, parameterNames } from "../optimiser/parameters";
import { type Resolved, resolveParameters } from "../optimiser/resolve";
import type { StoredParameter } from "../queries/parameters";

/** A figure in force, and for what; null: for all that nothing more special is said of. */
export type ParameterLine = {
  readonly name: ParameterName;
  readonly channel: Channel | null;
  readonly reason: ReminderReason | null;
  readonly inForce: Resolved;
  readonly setBy: string | null;
};

/**
 * What the parameters screen shows: each figure in force for reminders in general, then where a channel or a reason has one
 * of its own. `email` stands for every channel: what differs from it has its own line.
 */
export function parameterLines(rows: readonly StoredParameter[]): ParameterLine[] {
  const parameters = resolveParameters(rows);
  const setBy = (id: number | null) => rows.find((row) => row.id === id)?.createdByName ?? null;
  const general = resolveParameters(rows.filter(({ channel, reason }) => channel === null && reason === null));
  return parameterNames.flatMap((name): ParameterLine[] => {
    const whole = general.of("email", "unused-balance")[name];
    const special = channels.flatMap((channel) =>
      reminderReasons.flatMap((reason): ParameterLine[] => {
        const inForce = parameters.of(channel, reason)[name];
        return isSame(inForce, whole) ? [] : [{ name, channel, reason, inForce, setBy: setBy(inForce.id) }];
      }),
    );
    return [
      { name, channel: null, reason: null, inForce: whole, setBy: setBy(whole.id) },
      ...folded(special, channels.length, reminderReasons.length),
    ];
  });
}

const isSame = (one: Resolved, other: Resolved) => one.id === other.id && one.value === other.value;

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
