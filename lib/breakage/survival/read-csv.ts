import { type CsvProblem, type CsvRecord, csvRecords, numberCell } from "../triangle/csv-records";
import type { CardRow } from "./hazard-design";

/** A card of the file; `end` is there where the file tells several ends, and the card came to one. */
export type SurvivalCard = CardRow & { readonly end?: string };

export type SurvivalCsv = {
  /** Cards by group in the order of the file; null when it has no column `group`. */
  readonly groups: ReadonlyMap<string, readonly SurvivalCard[]> | null;
  readonly cards: readonly SurvivalCard[];
};

export type CsvOutcome =
  | { readonly ok: true; readonly value: SurvivalCsv }
  | { readonly ok: false; readonly problems: readonly CsvProblem[] };

/**
 * Cards from delimited text: a header that names `time` and `event`, and may name `entry`, `weight`, `group` and
 * covariates, in any order and case; other columns are passed over. Times are 0 or more; the event is 1 (redeemed) or 0
 * (censored) and, with several ends, the name of another one; an entry lies before the time, and is empty for a card seen from the start; a weight is 0 or more. Every
 * cell that cannot be used is a problem of its own, with its line and column.
 */
export function readSurvivalCsv(
  text: string,
  covariates: readonly string[] = [],
  { severalEnds = false }: { readonly severalEnds?: boolean } = {},
): CsvOutcome {
  const records = csvRecords(text);
  if ("message" in records) return { ok: false, problems: [records] };
  const [header, ...lines] = records;
  if (header === undefined) return { ok: false, problems: [{ line: 1, column: null, message: "the file is empty" }] };
  const problems: CsvProblem[] = [];
  const places = columnPlaces(header, covariates, problems);
  if (lines.length === 0) {
    problems.push({ line: header.line, column: null, message: "there is a header, and no card below it" });
  }
  if (problems.length > 0) return { ok: false, problems };

  const groups = new Map<string, SurvivalCard[]>();
  const cards = lines.map((record) => {
    const { card, group } = readCard(record, places, covariates, severalEnds, problems);
    const members = groups.get(group);
    if (members) members.push(card);
    else groups.set(group, [card]);
    return card;
  });
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: { groups: places.has("group") ? groups : null, cards } };
}

type Places = ReadonlyMap<string, number>;

const NEEDED = ["time", "event"];
const OPTIONAL = ["entry", "weight", "group"];

function columnPlaces(header: CsvRecord, covariates: readonly string[], problems: CsvProblem[]): Places {
  const wanted = new Map([...NEEDED, ...OPTIONAL, ...covariates].map((name) => [name.toLowerCase(), name]));
  const places = new Map<string, number>();
  for (const [place, title] of header.cells.entries()) {
    const name = wanted.get(title.toLowerCase());
    if (name === undefined) continue;
    if (places.has(name)) {
      problems.push({ line: header.line, column: place + 1, message: `the column ${name} stands here a second time` });
    }
    places.set(name, place);
  }
  for (const name of [...NEEDED, ...covariates].filter((needed) => !places.has(needed))) {
    problems.push({ line: header.line, column: null, message: `the header has no column ${name}` });
  }
  return places;
}

/** The ends that the column `event` may name: the one that every file knows, and others by a word. */
const REDEEMED = "redeemed";
const END_NAME = /^\p{L}[\p{L}\d _-]*$/u;

function readCard(
  { line, cells }: CsvRecord,
  places: Places,
  covariates: readonly string[],
  severalEnds: boolean,
  problems: CsvProblem[],
) {
  const cellOf = (name: string) => cells[places.get(name) ?? -1] ?? "";
  const report = (name: string, message: string) => {
    problems.push({ line, column: (places.get(name) ?? 0) + 1, message });
    return Number.NaN;
  };
  const read = (name: string): number => {
    const cell = cellOf(name);
    const value = numberCell(cell);
    if (typeof value === "number") return value;
    return report(name, cell === "" ? `the ${name} is empty` : `the ${name} "${cell}" is no number in plain digits`);
  };
  const readFromZero = (name: string): number => {
    const value = read(name);
    return value < 0 ? report(name, `the ${name} is negative: ${value}`) : value;
  };

  const time = readFromZero("time");
  const event = cellOf("event");
  const end = event === "1" ? REDEEMED : event.toLowerCase();
  if (event !== "0" && event !== "1" && !(severalEnds && END_NAME.test(event))) {
    const other = severalEnds ? ", or a word for another end, as expired" : "";
    report("event", `the event is "${event}": write 1 for redeemed, 0 for censored${other}`);
  }
  const entry = places.has("entry") && cellOf("entry") !== "" ? readFromZero("entry") : undefined;
  // Everybody is seen from 0 on; an entry there says nothing, also for a card of that very day.
  if (entry !== undefined && entry > 0 && entry >= time) {
    report("entry", `the entry ${entry} is not before the time ${time}`);
  }
  const weight = places.has("weight") ? readFromZero("weight") : undefined;
  const group = cellOf("group");
  if (places.has("group") && group === "") report("group", "the group has no name");
  const card: SurvivalCard = {
    time,
    event: end === REDEEMED,
    covariates: covariates.map(read),
    ...(entry ? { entry } : {}),
    ...(weight === undefined ? {} : { weight }),
    ...(severalEnds && event !== "0" ? { end } : {}),
  };
  return { card, group };
}
