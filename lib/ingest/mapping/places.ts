import { definitionOf } from "../entities";
import { plain } from "../row/choices";
import type { Place } from "../row/parse";
import type { ColumnChoice, FileMapping } from "./schema";

export type Placed = { readonly places: readonly Place[]; readonly problems: readonly string[] };

/** Where each mapped field stands in this very file. A name that is missing, or there twice, is a problem of the file. */
export function placeColumns(file: FileMapping, header: readonly string[] | null): Placed {
  const places: Place[] = [];
  const problems: string[] = [];
  for (const field of definitionOf(file.entity).fields) {
    const choice = file.columns[field.name];
    if (choice === undefined) {
      const constant = file.constants[field.name];
      if (constant !== undefined) places.push({ field, index: -1, column: "constant", constant });
      continue;
    }
    const found = find(choice, header);
    if (typeof found === "string") {
      // Without the column every value would be unknown; that is a wrong file or a wrong mapping, not an empty field.
      problems.push(`${field.label}: ${found}`);
      continue;
    }
    const title = header?.[found]?.trim();
    places.push({ field, index: found, column: title ? `${found + 1} (${title})` : `${found + 1}`, constant: "" });
  }
  return { places, problems };
}

function find(choice: ColumnChoice, header: readonly string[] | null): number | string {
  if ("column" in choice) return choice.column - 1;
  if (header === null) return `the column "${choice.header}" was chosen by name, but the file has no header line.`;
  const wanted = plain(choice.header);
  const at = header.flatMap((name, index) => (plain(name) === wanted ? [index] : []));
  if (at.length === 1) return at[0] ?? 0;
  if (at.length === 0)
    return `the file has no column "${choice.header}". It has ${header.map((name) => `"${name}"`).join(", ")}.`;
  return `the column "${choice.header}" is there ${at.length} times. Choose it by its place instead.`;
}

/** What is odd about the header line itself; it is reported and, where columns are mapped by place, does no harm. */
export function headerNotices(header: readonly string[], widths: readonly number[]): string[] {
  const notices: string[] = [];
  const seen = new Map<string, number>();
  header.forEach((name, index) => {
    const key = plain(name);
    const first = seen.get(key);
    if (first !== undefined && key !== "") {
      notices.push(`The header "${name}" stands over columns ${first + 1} and ${index + 1}.`);
    } else seen.set(key, index);
  });
  const widest = Math.max(0, ...widths);
  if (widest > header.length) {
    notices.push(
      `Rows have ${widest} fields, but the header names only ${header.length}: it cannot be trusted, map by place.`,
    );
  }
  return notices;
}
