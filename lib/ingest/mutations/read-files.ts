import type { Tx } from "@/db/client";
import { t } from "@/lib/messages/ingest";
import { DecimalMarks, type Doubtful } from "../mapping/decimal-marks";
import { headerNotices, placeColumns } from "../mapping/places";
import { UnusedColumns } from "../mapping/unused";
import type { LoadPlan, LoadWatch, Notice, PlannedFile } from "../plan";
import type { Row } from "../reader/csv";
import { type Encoding, encodings } from "../reader/encodings";
import { UnreadableFile } from "../reader/source";
import { type FileFormat, findFormat, firstRows, readRows } from "../reader/table";
import { type Place, rowParser } from "../row/parse";
import { shown } from "../row/problem";
import type { RowContext } from "../row/values";
import type { FileReading } from "./aside";
import { Stage } from "./staging";

/** Reads every file once, parses its rows and stages them; parsing goes on while the server takes what was sent. */
export async function stageFiles(
  tx: Tx,
  plan: LoadPlan,
  context: RowContext,
  watch: LoadWatch,
): Promise<{ readings: FileReading[]; notices: Notice[]; read: Map<number, number> }> {
  const readings: FileReading[] = [];
  const notices: Notice[] = [];
  const read = new Map<number, number>();
  const size = plan.files.reduce((sum, file) => sum + file.source.size, 0);
  let before = 0;
  for (const [index, file] of plan.files.entries()) {
    const fileNo = index + 1;
    const { reading, rows, oddities } = await stageFile(tx, file, fileNo, context, (bytes) => {
      watch.throwIfCancelled();
      watch.progress(size === 0 ? 0 : (before + bytes) / size, `${file.name}`);
    });
    before += file.source.size;
    readings.push(reading);
    read.set(fileNo, rows);
    notices.push(...oddities.map((text) => ({ file: file.name, text })));
  }
  return { readings, notices, read };
}

async function stageFile(
  tx: Tx,
  file: PlannedFile,
  fileNo: number,
  context: RowContext,
  told: (bytes: number) => void,
) {
  const counted = counting(file, told);
  const format = await findFormat(file.source, file.part);
  const [top, ...some] = await firstRows(file.source, format, 200);
  const header = file.part.header ? (top?.cells ?? []) : null;
  const { places, problems } = placeColumns(file.part, header);
  if (header && top === undefined) throw new UnreadableFile(file.name, "The file is empty.");
  if (problems.length > 0) {
    const other = await otherDelimiter(file, format);
    throw new UnreadableFile(file.name, [other, ...problems].filter((sentence) => sentence !== "").join(" "));
  }
  const parser = rowParser(file.part, places, context);
  const stage = new Stage(tx, file.part.entity);
  const marks = file.part.decimalMark === undefined ? new AmountsRead(places) : undefined;
  const unused = new UnusedColumns(places, header);
  const width = Math.max(0, ...places.map((place) => place.index + 1));
  // A workbook keeps no empty cells at a row's end; in a text file each has its delimiter.
  const isText = format.kind === "text";
  let rows = 0;
  let longer = 0;
  let shorter = 0;
  let unsure: string | undefined;
  let otherOrder: { rows: number; reason: string; line: number } | undefined;
  try {
    let first = true;
    for await (const some of readRows(counted, format)) {
      for (const row of some) {
        if (isText && !format.isCertain) unsure ??= unsureEncoding(row, format.encoding);
        if (first) {
          first = false;
          if (header) continue;
        }
        rows++;
        marks?.add(row.cells);
        unused.add(row.cells);
        if (header && row.cells.length > header.length && row.cells.length > width) longer++;
        const parsed = parser.parse(row.cells, row.line);
        if (isText && row.cells.length < width && parsed.problems.length === 0) shorter++;
        const turned = parsed.problems.find((problem) => problem.code === "date-order");
        if (turned) {
          otherOrder ??= { rows: 0, reason: turned.reason, line: row.line };
          otherOrder.rows++;
        }
        await stage.add({ fileNo, line: row.line, refusedId: null }, parsed);
      }
    }
    await stage.end();
  } catch (error) {
    stage.abort(error instanceof Error ? error : new Error("Reading stopped"));
    throw error;
  }
  const doubtful = marks?.doubtful;
  if (doubtful) throw new UnreadableFile(file.name, doubtText(doubtful, file.part.match));
  const oddities = header
    ? headerNotices(
        header,
        some.map((row) => row.cells.length),
      )
    : [];
  if (unsure) oddities.push(unsure);
  if (rows === 0) oddities.push(header ? "The file has a header and no rows." : "The file has no rows.");
  const left = unused.names();
  if (left.length > 0) oddities.push(t("imports.unused", { columns: left.join(", ") }));
  if (longer > 0) {
    const some = longer === 1 ? "One row has" : `${longer} rows have`;
    oddities.push(`${some} more fields than the header names; what lies beyond it was not read.`);
  }
  if (shorter > 0) {
    const some = shorter === 1 ? "One row has" : `${shorter} rows have`;
    oddities.push(`${some} fewer fields than the mapping reads; what is not there is unknown.`);
  }
  if (otherOrder) {
    const some = otherOrder.rows === 1 ? "One row has a day" : `${otherOrder.rows} rows have days`;
    oddities.push(
      `${some} with day and month the other way round than the mapping reads them (first on line ${otherOrder.line}: ${otherOrder.reason}) If the whole file is written so, its other days, up to the twelfth, are read wrongly: change the mapping before anything is loaded.`,
    );
  }
  for (const [field, { times, line }] of parser.trimmed) {
    const label = parser.fields.find((candidate) => candidate.name === field)?.label ?? field;
    oddities.push(
      `${label}: spaces around ${times === 1 ? "one value" : `${times} values`} were taken off (first on line ${line}).`,
    );
  }
  const columns = new Map(places.map((place) => [place.field.name, place.column]));
  const reading: FileReading = { file, fileNo, parser, columns };
  return { reading, rows, oddities };
}

/** What the amounts of a file say of its decimals, where the mapping does not. */
class AmountsRead {
  private readonly marks = new DecimalMarks();
  private readonly places: readonly Place[];

  constructor(places: readonly Place[]) {
    this.places = places.filter((place) => place.field.type === "amount" && place.index >= 0);
  }

  add(cells: readonly string[]): void {
    if (this.marks.isPoint) return;
    for (const { index, column } of this.places) this.marks.add(cells[index] ?? "", column);
  }

  get doubtful(): Doubtful | null {
    return this.marks.doubtful;
  }
}

const doubtText = ({ text, column }: Doubtful, match: string): string =>
  `Column ${column}: "${shown(text)}" may be a thousand times as much, and no other amount of the file says whether a comma or a point marks decimals. Say it in the mapping: "decimalMark": "." or "decimalMark": "," in its part for ${match}.`;

/** Notices are read by people who may not read customers: three letters of a name show how it was read, and not whose it is. */
function unsureEncoding({ line, cells }: Row, encoding: Encoding): string | undefined {
  const letters = cells.join(" ").match(/[A-Za-z]?\P{ASCII}[A-Za-z\P{ASCII}]?/u)?.[0];
  if (letters === undefined) return undefined;
  return (
    `Read as ${encoding}, but the bytes make sense in another encoding too. Line ${line} holds "${letters}": see whether that is right, ` +
    `and state the encoding in the mapping: "encoding": "${encoding}", or another of ${encodings.join(", ")}.`
  );
}

/** Columns that are not found stand, most often, behind another delimiter than the mapping says. */
async function otherDelimiter(file: PlannedFile, format: FileFormat): Promise<string> {
  const { delimiter: _, ...rest } = file.part;
  const found = await findFormat(file.source, rest);
  if (format.kind !== "text" || found.kind !== "text" || found.delimiter === format.delimiter) return "";
  return `Fields are parted by ${sign(format.delimiter)} in the mapping, but by ${sign(found.delimiter)} in the file.`;
}

const sign = (delimiter: string): string => (delimiter === "\t" ? "a tab" : `"${delimiter}"`);

/** The same bytes, told as they pass. */
function counting(file: PlannedFile, told: (bytes: number) => void): PlannedFile["source"] {
  return {
    name: file.source.name,
    size: file.source.size,
    async *open() {
      let bytes = 0;
      for await (const part of file.source.open()) {
        bytes += part.length;
        told(bytes);
        yield part;
      }
    },
  };
}
