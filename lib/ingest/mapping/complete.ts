import type { DateFormat } from "../row/dates";
import type { FileMapping } from "./schema";
import type { FileSuggestion } from "./suggest";

/** A suggestion as a part of a mapping, ready to be corrected by a person. */
export function mappingOf(fileName: string, suggestion: FileSuggestion): FileMapping {
  return {
    entity: suggestion.entity,
    match: fileName,
    header: suggestion.header,
    dateFormats: chosen(suggestion.dateFormats),
    decimalMark: suggestion.decimalMark,
    amountSign: "positive",
    columns: Object.fromEntries(Object.entries(suggestion.columns).map(([name, found]) => [name, found.choice])),
    constants: {},
    translations: {},
  };
}

/** None where several fit: then day and month cannot be told apart, and a mapping without a choice is refused everywhere. */
const chosen = (formats: readonly DateFormat[]): DateFormat[] =>
  formats.length === 0 ? ["YYYY-MM-DD"] : formats.length === 1 ? [...formats] : [];
