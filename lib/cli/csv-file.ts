import { readFile } from "node:fs/promises";
import type { CsvProblem } from "@/lib/breakage/triangle/csv-records";
import { Invalid } from "@/lib/errors";
import { UsageError } from "./command";

/** The text of a file named on the command line. */
export async function csvTextOf(file: string): Promise<string> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new UsageError(`${file} cannot be read.`, { cause });
  });
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Invalid(`${file} is not text in UTF-8.`, { cause });
  }
}

type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly CsvProblem[] };

/** A file of the wrong kind is wrong in every cell; ten places are enough to see it. */
const MOST_PLACES = 10;

export function listed(lines: readonly string[]): string {
  const more = lines.length - MOST_PLACES;
  return [...lines.slice(0, MOST_PLACES), ...(more > 0 ? [`and ${more} more`] : [])].join("\n");
}

/** What was read, or an error that names file, line and column of what could not be. */
export function csvValue<T>(file: string, outcome: Read<T>): T {
  if (outcome.ok) return outcome.value;
  const lines = outcome.problems.map(
    ({ line, column, message }) => `${file}, line ${line}${column === null ? "" : `, column ${column}`}: ${message}`,
  );
  throw new Invalid(listed(lines));
}
