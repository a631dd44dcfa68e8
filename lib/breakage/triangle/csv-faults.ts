import { Invalid } from "@/lib/errors";
import type { CsvProblem } from "./csv-records";

/** Delimited text with the name by which problems in it are told. */
export type NamedText = { readonly name: string; readonly text: string };

type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly CsvProblem[] };

/** A file of the wrong kind is wrong in every cell; ten places are enough to see it. */
const MOST_PLACES = 10;

export function listed(lines: readonly string[]): string {
  const more = lines.length - MOST_PLACES;
  return [...lines.slice(0, MOST_PLACES), ...(more > 0 ? [`and ${more} more`] : [])].join("\n");
}

/** What was read. @throws Invalid, which names file, line and column of what could not be. */
export function csvValue<T>(name: string, outcome: Read<T>): T {
  if (outcome.ok) return outcome.value;
  const lines = outcome.problems.map(
    ({ line, column, message }) => `${name}, line ${line}${column === null ? "" : `, column ${column}`}: ${message}`,
  );
  throw new Invalid(listed(lines));
}
