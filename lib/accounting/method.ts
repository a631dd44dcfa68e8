import { addDays, type CivilDate, startOfMonth } from "@/lib/dates";
import type { RecognitionMethod } from "./constants";
import type { Constraint } from "./constraint";
import type { Problem } from "./outcome";

/** How one programme (card type) recognises breakage, from the first day of a month to the last of another. */
export type MethodVersion = {
  readonly method: RecognitionMethod;
  readonly constraint: Constraint;
  readonly from: CivilDate;
  /** Null: until further notice. */
  readonly to: CivilDate | null;
};

/** The version in force in a month; null before the first. A change of version is a change of estimate of that month. */
export function methodIn(versions: readonly MethodVersion[], month: CivilDate): MethodVersion | null {
  const day = startOfMonth(month);
  return versions.find(({ from, to }) => from <= day && (to === null || day <= to)) ?? null;
}

/**
 * What is wrong with the versions of one programme: months of which two are in force, or none though a later or an
 * earlier one is, versions that begin or end inside a month, and a last one that ends. Empty when every month from
 * the first on has one method.
 */
export function methodProblems(versions: readonly MethodVersion[]): Problem[] {
  const problems: Problem[] = [];
  const say = (index: number, name: string, message: string) =>
    problems.push({ field: `versions.${index}.${name}`, message });
  for (const [i, { from, to }] of versions.entries()) {
    if (from !== startOfMonth(from)) say(i, "from", `${from} is not the first day of a month`);
    if (to === null) continue;
    if (to < from) say(i, "to", `${to} lies before ${from}`);
    if (startOfMonth(addDays(to, 1)) !== addDays(to, 1)) say(i, "to", `${to} is not the last day of a month`);
  }
  const order = versions.map((version, index) => ({ ...version, index })).sort((a, b) => (a.from < b.from ? -1 : 1));
  for (const [place, { index, to }] of order.entries()) {
    const next = order[place + 1];
    if (next === undefined) {
      if (to !== null) say(index, "to", `no method is in force after ${to}`);
    } else if (to === null || next.from <= to)
      say(
        next.index,
        "from",
        `overlaps the version before, which holds ${to === null ? "without end" : `until ${to}`}`,
      );
    else if (next.from > addDays(to, 1))
      say(next.index, "from", `leaves a gap: no method is in force from ${addDays(to, 1)}`);
  }
  return problems;
}

/**
 * Versions of which only the beginnings are kept, oldest entry first: each holds until the next begins, and the later
 * entry of a month counts.
 */
export function versionsOf(beginnings: readonly Omit<MethodVersion, "to">[]): MethodVersion[] {
  const byMonth = new Map(beginnings.map((beginning) => [beginning.from, beginning]));
  const order = [...byMonth.values()].sort((a, b) => (a.from < b.from ? -1 : 1));
  return order.map((beginning, i) => {
    const next = order[i + 1];
    return { ...beginning, to: next === undefined ? null : addDays(next.from, -1) };
  });
}

/**
 * The versions with a new one in force from a month on: what holds then ends the day before, what was planned later
 * goes.
 */
export function withMethodFrom(versions: readonly MethodVersion[], next: Omit<MethodVersion, "to">): MethodVersion[] {
  const kept = versions.filter(({ from }) => from < next.from);
  const ended = kept.map((version) =>
    version.to === null || version.to >= next.from ? { ...version, to: addDays(next.from, -1) } : version,
  );
  return [...ended, { ...next, to: null }];
}
