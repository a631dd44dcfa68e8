import { cellText } from "./cell";
import type { Row } from "./csv";
import { sizeText, UnreadableFile } from "./source";
import type { Archive, Sheet, Workbook } from "./workbook";
import { readXml } from "./xml";
import { zipPart } from "./zip";

const ROWS_AT_ONCE = 500;

/** Rows of one sheet, those without a value passed over. @throws Error where the sheet is no XML or not as sheets are. */
export async function* sheetRows(archive: Archive, book: Workbook, sheet: Sheet): AsyncGenerator<Row[]> {
  const { file, name, limits } = archive;
  let rows: Row[] = [];
  let line = 0;
  let cells: string[] | null = null;
  let column = 0;
  let cell: { type: string | undefined; style: number; text: string | null; isFormula: boolean } | null = null;
  let isText = false;
  let isReading = false;
  let isOver = false;

  const endCell = () => {
    if (!cell || !cells) return;
    const text = cellText({ ...cell, display: book.displays[cell.style] ?? null }, book.strings, book.is1904);
    cell = null;
    if (text === "") return;
    if (column > limits.columns) {
      throw new UnreadableFile(name, `Row ${line} has ${column} columns; at most ${limits.columns} can be read.`);
    }
    while (cells.length < column - 1) cells.push("");
    cells[column - 1] = text;
  };

  const pieces = readXml(zipPart(file, name, sheet.entry), {
    open(tag, attributes) {
      if (isOver) return;
      if (tag === "row") {
        line = attributes.r === undefined ? line + 1 : placeNumber(attributes.r);
        cells = [];
        column = 0;
      } else if (tag === "c") {
        column = attributes.r === undefined ? column + 1 : columnNumber(attributes.r);
        cell = { type: attributes.t, style: Number(attributes.s ?? 0), text: null, isFormula: false };
      } else if (tag === "rPh") isReading = true;
      else if (cell && tag === "f") cell.isFormula = true;
      else if (cell && (tag === "v" || (tag === "t" && !isReading))) {
        isText = true;
        cell.text ??= "";
      }
    },
    text(more) {
      if (cell && isText) cell.text = (cell.text ?? "") + more;
    },
    close(tag) {
      if (tag === "v" || tag === "t") isText = false;
      else if (tag === "rPh") isReading = false;
      else if (tag === "c") endCell();
      else if (tag === "row") {
        if (cells && cells.length > 0) rows.push({ line, cells });
        cells = null;
      } else if (tag === "sheetData") isOver = true;
    },
  });

  let [fed, lineBefore] = [0, 0];
  for await (const bytes of pieces) {
    // One cell without an end would otherwise be as large as the sheet.
    fed = line === lineBefore ? fed + bytes : bytes;
    lineBefore = line;
    if (fed > limits.sheetRowBytes) {
      throw new UnreadableFile(name, `Row ${line} of the sheet is longer than ${sizeText(limits.sheetRowBytes)}.`);
    }
    if (rows.length >= ROWS_AT_ONCE || isOver) {
      if (rows.length > 0) yield rows;
      rows = [];
    }
    // What follows the rows is conditions, links and drawings.
    if (isOver) return;
  }
  if (rows.length > 0) yield rows;
}

/** Column from 1 of a place such as `AB12`. */
function columnNumber(place: string): number {
  const letters = /^[A-Z]{1,4}(?=\d+$)/.exec(place)?.[0];
  if (!letters) throw new Error(`No place of a cell: ${place}`);
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

function placeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) throw new Error(`No number of a row: ${text}`);
  return number;
}
