import { t } from "@/lib/messages/escheat-files";
import type { Problem } from "../problem";

const bytesOfRecord = 625;
const carriageReturn = 13;
const lineFeed = 10;

/** "Record 3" of the file, counted from 1. */
export const recordPlace = (index: number): string => t("reportFile.naupa2.record", { number: index + 1 });

/** The records as text, when every one is 625 printable ASCII bytes with CR LF after it. */
export function readLines(bytes: Uint8Array): {
  readonly lines: readonly string[];
  readonly problems: readonly Problem[];
} {
  const lines: string[] = [];
  const problems: Problem[] = [];
  const say = (fault: string) =>
    problems.push({ place: recordPlace(lines.length), field: t("reportFile.naupa2.length"), fault });
  if (bytes.length === 0) say(t("reportFile.naupa2.empty"));
  for (let start = 0; start < bytes.length && problems.length === 0; start += bytesOfRecord + 2) {
    const end = start + bytesOfRecord;
    const record = bytes.subarray(start, end);
    if (record.length < bytesOfRecord || bytes[end] !== carriageReturn || bytes[end + 1] !== lineFeed)
      say(t("reportFile.naupa2.recordLength"));
    else if (record.some((byte) => byte < 0x20 || byte > 0x7e)) say(t("reportFile.naupa2.ascii"));
    else lines.push(String.fromCharCode(...record));
  }
  return { lines, problems };
}
