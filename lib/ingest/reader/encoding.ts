import { isUtf8 } from "node:buffer";
import { type Encoding, encodings } from "./encodings";

export { type Encoding, encodings };

export type EncodingGuess = { encoding: Encoding; bom: number; confidence: number; reason: string };

/**
 * Guesses from the first bytes. A byte order mark is certain; valid UTF-8 beyond ASCII nearly so, since other encodings
 * hardly ever form it by chance; the rest is a guess by which alphabet makes sense of the bytes.
 */
export function guessEncoding(sample: Uint8Array): EncodingGuess {
  const [a, b, c] = sample;
  if (a === 0xef && b === 0xbb && c === 0xbf)
    return { encoding: "utf-8", bom: 3, confidence: 1, reason: "byte order mark" };
  if (a === 0xff && b === 0xfe) return { encoding: "utf-16le", bom: 2, confidence: 1, reason: "byte order mark" };
  if (a === 0xfe && b === 0xff) return { encoding: "utf-16be", bom: 2, confidence: 1, reason: "byte order mark" };
  const wide = guessWide(sample);
  if (wide) return wide;
  if (sample.every((byte) => byte < 0x80)) {
    return { encoding: "utf-8", bom: 0, confidence: 1, reason: "only plain Latin characters so far" };
  }
  if (isUtf8(wholeCharacters(sample))) {
    return { encoding: "utf-8", bom: 0, confidence: 0.98, reason: "every character is valid UTF-8" };
  }
  return guessLegacy(sample);
}

/** Text in UTF-16 without a mark has a zero in every other byte wherever it is Latin: commas, digits, line ends. */
function guessWide(sample: Uint8Array): EncodingGuess | null {
  let even = 0;
  let odd = 0;
  for (let at = 0; at < sample.length; at++) if (sample[at] === 0) at % 2 === 0 ? even++ : odd++;
  const pairs = sample.length / 2;
  if (odd > Math.max(3, pairs * 0.2) && even < odd / 20) {
    return { encoding: "utf-16le", bom: 0, confidence: 0.9, reason: "every second byte is empty" };
  }
  if (even > Math.max(3, pairs * 0.2) && odd < even / 20) {
    return { encoding: "utf-16be", bom: 0, confidence: 0.9, reason: "every second byte is empty" };
  }
  return null;
}

function guessLegacy(sample: Uint8Array): EncodingGuess {
  let high = 0;
  let cyrillic = 0;
  for (const byte of sample) {
    if (byte < 0x80) continue;
    high++;
    if (byte >= 0xc0 || byte === 0xa8 || byte === 0xb8) cyrillic++;
  }
  const kana = japaneseShare(sample);
  const share = cyrillic / high;
  if (kana > 0.5 && share < 0.85) {
    return { encoding: "shift_jis", bom: 0, confidence: 0.9, reason: "reads as Japanese in Shift-JIS" };
  }
  // In western European text accented letters stand alone between plain ones; Cyrillic words are accented throughout.
  const runs = longRuns(sample);
  if (share > 0.8 && runs > 0.5) {
    return { encoding: "windows-1251", bom: 0, confidence: 0.85, reason: "reads as Cyrillic in Windows-1251" };
  }
  if (kana > 0.2) return { encoding: "shift_jis", bom: 0, confidence: 0.6, reason: "may be Japanese in Shift-JIS" };
  return { encoding: "windows-1252", bom: 0, confidence: 0.5, reason: "not UTF-8; read as Western European" };
}

/** Of the characters beyond ASCII, how many are kana or common kanji when read as Shift-JIS; 0 when it cannot be that. */
function japaneseShare(sample: Uint8Array): number {
  const text = new TextDecoder("shift_jis").decode(sample.subarray(0, 65_536));
  let beyond = 0;
  let japanese = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x80) continue;
    beyond++;
    if (code === 0xfffd) japanese -= 2;
    else if ((code >= 0x3000 && code <= 0x30ff) || (code >= 0x4e00 && code <= 0x9fff)) japanese++;
  }
  return beyond === 0 ? 0 : japanese / beyond;
}

function longRuns(sample: Uint8Array): number {
  let run = 0;
  let inRuns = 0;
  let high = 0;
  for (const byte of [...sample.subarray(0, 65_536), 0]) {
    if (byte >= 0x80) run++;
    else {
      high += run;
      if (run >= 3) inRuns += run;
      run = 0;
    }
  }
  return high === 0 ? 0 : inRuns / high;
}

/** Without the character that the end of the sample may have cut in two. */
export function wholeCharacters(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      if (length > back) end = bytes.length - back;
      break;
    }
  }
  return bytes.subarray(0, end);
}
