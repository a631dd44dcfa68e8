import type { FileMapping } from "./schema";
import type { FileSuggestion } from "./suggest";

/** A suggestion as a part of a mapping, ready to be corrected by a person. */
export function mappingOf(fileName: string, suggestion: FileSuggestion): FileMapping {
  return {
    entity: suggestion.entity,
    match: fileName,
    header: suggestion.header,
    dateFormats: suggestion.dateFormats.length > 0 ? suggestion.dateFormats : ["YYYY-MM-DD"],
    decimalMark: suggestion.decimalMark,
    amountSign: "positive",
    columns: Object.fromEntries(Object.entries(suggestion.columns).map(([name, found]) => [name, found.choice])),
    constants: {},
    translations: {},
  };
}
