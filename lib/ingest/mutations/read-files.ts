import type { Tx } from "@/db/client";
import { headerNotices, placeColumns } from "../mapping/places";
import type { LoadPlan, LoadWatch, Notice, PlannedFile } from "../plan";
import { UnreadableFile } from "../reader/source";
import { findFormat, firstRows, readRows } from "../reader/table";
import { rowParser } from "../row/parse";
import type { FileReading } from "./aside";
import { Stage } from "./staging";

/** Reads every file once, parses its rows and stages them; parsing goes on while the server takes what was sent. */
export async function stageFiles(
  tx: Tx,
  plan: LoadPlan,
  today: string,
  watch: LoadWatch,
): Promise<{ readings: FileReading[]; notices: Notice[]; read: Map<number, number> }> {
  const readings: FileReading[] = [];
  const notices: Notice[] = [];
  const read = new Map<number, number>();
  const size = plan.files.reduce((sum, file) => sum + file.source.size, 0);
  let before = 0;
  for (const [index, file] of plan.files.entries()) {
    const fileNo = index + 1;
    const { reading, rows, oddities } = await stageFile(tx, file, fileNo, today, (bytes) => {
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

async function stageFile(tx: Tx, file: PlannedFile, fileNo: number, today: string, told: (bytes: number) => void) {
  const counted = counting(file, told);
  const format = await findFormat(file.source, file.part);
  const [top, ...some] = await firstRows(file.source, format, 200);
  const header = file.part.header ? (top?.cells ?? []) : null;
  const { places, problems } = placeColumns(file.part, header);
  if (problems.length > 0) throw new UnreadableFile(file.name, problems.join(" "));
  const parser = rowParser(file.part, places, { today });
  const stage = new Stage(tx, file.part.entity);
  const width = Math.max(0, ...places.map((place) => place.index + 1));
  let rows = 0;
  let longer = 0;
  try {
    let first = true;
    for await (const some of readRows(counted, format)) {
      for (const row of some) {
        if (first) {
          first = false;
          if (header) continue;
        }
        rows++;
        if (header && row.cells.length > header.length && row.cells.length > width) longer++;
        await stage.add({ fileNo, line: row.line, refusedId: null }, parser.parse(row.cells, row.line));
      }
    }
    await stage.end();
  } catch (error) {
    stage.abort(error instanceof Error ? error : new Error("Reading stopped"));
    throw error;
  }
  const oddities = header
    ? headerNotices(
        header,
        some.map((row) => row.cells.length),
      )
    : [];
  if (longer > 0) {
    const some = longer === 1 ? "One row has" : `${longer} rows have`;
    oddities.push(`${some} more fields than the header names; what lies beyond it was not read.`);
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
