import { areOneOrder, type DateFormat } from "../row/dates";
import type { FileMapping } from "./schema";
import type { FileSuggestion } from "./suggest";

/** A suggestion as a part of a mapping, ready to be corrected by a person. */
export function mappingOf(fileName: string, suggestion: FileSuggestion): FileMapping {
  const [mark, ...others] = suggestion.decimalMarks;
  return {
    entity: suggestion.entity,
    match: fileName,
    header: suggestion.header,
    dateFormats: chosen(suggestion.dateFormats),
    ...(mark !== undefined && others.length === 0 ? { decimalMark: mark } : {}),
    amountSign: "positive",
    columns: Object.fromEntries(Object.entries(suggestion.columns).map(([name, found]) => [name, found.choice])),
    constants: {},
    translations: {},
  };
}

/** None where day and month cannot be told apart: a mapping without a choice is refused everywhere. */
const chosen = (formats: readonly DateFormat[]): DateFormat[] => (areOneOrder(formats) ? [...formats] : []);
