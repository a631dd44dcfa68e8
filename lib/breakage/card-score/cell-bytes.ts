import { createHash } from "node:crypto";
import { MONTHS_AHEAD } from "./constants";
import type { CellStock } from "./reconcile";
import type { CellScores } from "./score";

/** Of `cellBytes`, with their types. */
export const cellColumns = {
  score: "bigint",
  cards: "int",
  untouched: "float8",
  not_fully: "float8",
  share_left: "float8",
  headline: "float8",
  reference: "float8",
  hazards: "real[]",
} as const;

const COLUMNS = Object.keys(cellColumns).length;
/** The server's number of the type of a hazard. */
const REAL = 700;
const ARRAY_BYTES = 20 + MONTHS_AHEAD * 8;
const ROW_BYTES = 2 + (4 + 8) + (4 + 4) + 5 * (4 + 8) + (4 + ARRAY_BYTES);
const HEAD = Buffer.from("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", "latin1");

/**
 * Cells as COPY takes them in its binary form, where every value stands behind its length: to write out a million numbers in
 * digits, and to read them, takes half as long as to reckon them.
 */
export function cellBytes(scores: CellScores, stock: CellStock): Buffer {
  const bytes = Buffer.alloc(HEAD.length + scores.keys.length * ROW_BYTES + 2);
  let at = HEAD.copy(bytes);
  const int = (value: number) => {
    at = bytes.writeInt32BE(value, at);
  };
  const double = (value: number | undefined) => {
    int(8);
    at = bytes.writeDoubleBE(value ?? 0, at);
  };
  for (const [i, key] of scores.keys.entries()) {
    at = bytes.writeInt16BE(COLUMNS, at);
    int(8);
    at = bytes.writeBigInt64BE(BigInt(key), at);
    int(4);
    int(stock.cards[i] ?? 0);
    for (const column of [scores.untouched, scores.notFully, scores.left, scores.headline, scores.reference])
      double(column[i]);
    int(ARRAY_BYTES);
    // One dimension without nulls, of so many, counted from 1.
    for (const about of [1, 0, REAL, MONTHS_AHEAD, 1]) int(about);
    for (let month = 0; month < MONTHS_AHEAD; month++) {
      int(4);
      at = bytes.writeFloatBE(scores.hazards[i * MONTHS_AHEAD + month] ?? 0, at);
    }
  }
  bytes.writeInt16BE(-1, at);
  return bytes;
}

/** Of every cell's score, to the last bit: equal data and equal forecasts give equal hashes. */
export function hashOf({ keys, untouched, notFully, left, hazards }: CellScores): string {
  const hash = createHash("sha256").update(Float64Array.from(keys));
  for (const values of [untouched, notFully, left, hazards]) hash.update(values);
  return hash.digest("hex");
}
