import { type CsvProblem, type CsvRecord, csvRecords } from "@/lib/breakage/triangle/csv-records";
import type { CivilDate } from "@/lib/dates";
import type { CardFacts } from "./card-facts";
import { readCard } from "./file/card";
import { cellReader } from "./file/cells";
import { type ColumnName, columnPlaces } from "./file/columns";

/** A card of a file, with what its line says of the issuer. */
export type FileCard = {
  readonly line: number;
  readonly facts: CardFacts;
  readonly incorporation: string | null;
  readonly smallIssuer: boolean | null;
};

export type CardFile =
  | { readonly ok: true; readonly value: { readonly currency: string; readonly cards: readonly FileCard[] } }
  | { readonly ok: false; readonly problems: readonly CsvProblem[] };

/**
 * Cards from delimited text with the columns of `fileColumns`, in any order and case. A file is read whole or not at all:
 * every cell that cannot be used is a problem of its own, with its line and column.
 * @param asOf the file tells what was known on this day, so nothing in it may have happened later.
 */
export function readCardFile(text: string, asOf: CivilDate): CardFile {
  const records = csvRecords(text);
  if ("message" in records) return { ok: false, problems: [records] };
  const [header, ...lines] = records;
  if (header === undefined) return { ok: false, problems: [{ line: 1, column: null, message: "the file is empty" }] };
  const problems: CsvProblem[] = [];
  const places = columnPlaces(header, problems);
  if (lines.length === 0)
    problems.push({ line: header.line, column: null, message: "there is a header, and no card below it" });
  if (problems.length > 0) return { ok: false, problems };

  const cards = lines.map((record) => readLine(record, places, header.cells.length, asOf, problems));
  refuseRepeated(cards, places, problems);
  refuseMixed(cards, places, problems);
  if (problems.length > 0) return { ok: false, problems: problems.toSorted(byPlace) };
  return { ok: true, value: { currency: cards[0]?.facts.currency ?? "", cards } };
}

const byPlace = (a: CsvProblem, b: CsvProblem) => a.line - b.line || (a.column ?? 0) - (b.column ?? 0);

function readLine(
  record: CsvRecord,
  places: ReadonlyMap<ColumnName, number>,
  width: number,
  asOf: CivilDate,
  problems: CsvProblem[],
): FileCard {
  if (record.cells.length > width) {
    const message = `there are ${record.cells.length} cells under a header of ${width}: put a value with a comma in quotes`;
    problems.push({ line: record.line, column: null, message });
  }
  return readCard(cellReader(record, places, problems), asOf);
}

function refuseRepeated(cards: readonly FileCard[], places: ReadonlyMap<ColumnName, number>, problems: CsvProblem[]) {
  const first = new Map<string, number>();
  for (const { line, facts } of cards) {
    const before = first.get(facts.id);
    if (before === undefined) first.set(facts.id, line);
    else if (facts.id !== "") {
      const message = `card "${facts.id}" stands in line ${before} already`;
      problems.push({ line, column: (places.get("card") ?? 0) + 1, message });
    }
  }
}

/** Amounts of two currencies are never added up, so a file has one: the first line's. */
function refuseMixed(cards: readonly FileCard[], places: ReadonlyMap<ColumnName, number>, problems: CsvProblem[]) {
  const first = cards.find(({ facts }) => facts.currency !== "");
  const other = cards.find(({ facts }) => facts.currency !== "" && facts.currency !== first?.facts.currency);
  if (first === undefined || other === undefined) return;
  const message = `the currency is ${other.facts.currency}, and in line ${first.line} it is ${first.facts.currency}: write a file for each`;
  problems.push({ line: other.line, column: (places.get("currency") ?? 0) + 1, message });
}
