import { isUtf8 } from "node:buffer";
import { type Encoding, encodings } from "./encodings";
import { type Look, lookOfAny, lookOfCyrillic, lookOfJapanese, lookOfLatin } from "./words";

export { type Encoding, encodings };

/** `isCertain`: no other encoding that is read makes sense of these bytes. */
export type EncodingGuess = { encoding: Encoding; isCertain: boolean; reason: string };

/**
 * Guesses from the first bytes. A byte order mark is certain, and so is valid UTF-8 beyond ASCII, which other encodings
 * hardly ever form by chance; the rest is a guess by which alphabet makes words of the bytes.
 */
export function guessEncoding(sample: Uint8Array): EncodingGuess {
  const marked = markedEncoding(sample);
  if (marked) return { encoding: marked, isCertain: true, reason: "byte order mark" };
  const wide = guessWide(sample);
  if (wide) return wide;
  if (sample.every((byte) => byte < 0x80)) {
    return { encoding: "utf-8", isCertain: true, reason: "only plain Latin characters so far" };
  }
  const whole = wholeCharacters(sample);
  if (!isUtf8(whole)) return guessLegacy(sample);
  const isCertain =
    lookOfAny(new TextDecoder().decode(whole)).natural > 0 || guessLegacy(sample).encoding !== "shift_jis";
  return { encoding: "utf-8", isCertain, reason: "every character is valid UTF-8" };
}

function markedEncoding([a, b, c]: Uint8Array): Encoding | null {
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  if (a === 0xff && b === 0xfe) return "utf-16le";
  return a === 0xfe && b === 0xff ? "utf-16be" : null;
}

/** Text in UTF-16 without a mark has a zero in every other byte wherever it is Latin: commas, digits, line ends. */
function guessWide(sample: Uint8Array): EncodingGuess | null {
  let even = 0;
  let odd = 0;
  for (let at = 0; at < sample.length; at++) if (sample[at] === 0) at % 2 === 0 ? even++ : odd++;
  const pairs = sample.length / 2;
  if (odd > Math.max(3, pairs * 0.2) && even < odd / 20) {
    return { encoding: "utf-16le", isCertain: true, reason: "every second byte is empty" };
  }
  if (even > Math.max(3, pairs * 0.2) && odd < even / 20) {
    return { encoding: "utf-16be", isCertain: true, reason: "every second byte is empty" };
  }
  return null;
}

/** Letters beyond ASCII of one language each: what mixes them is more likely read in the wrong encoding. */
const western = ["äöüß", "àâæçéèêëîïôœùûüÿ", "áéíóúüñ", "áâãàçéêíóôõú", "àèéìòù", "åäöæøé", "áéëïóöü"];
const central = ["ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "čćđšž", "ăâîşţ"];

/** In the order in which they are taken where words speak for several. */
const legacy: readonly { encoding: Encoding; name: string; look: (text: string) => Look }[] = [
  { encoding: "windows-1252", name: "Western European in Windows-1252", look: (text) => lookOfLatin(text, western) },
  { encoding: "windows-1251", name: "Cyrillic in Windows-1251", look: lookOfCyrillic },
  { encoding: "shift_jis", name: "Japanese in Shift-JIS", look: lookOfJapanese },
  { encoding: "windows-1250", name: "Central European in Windows-1250", look: (text) => lookOfLatin(text, central) },
];

function guessLegacy(sample: Uint8Array): EncodingGuess {
  const readings = legacy.flatMap(({ encoding, name, look }) => {
    const text = decodeWhole(sample, encoding);
    return text === null ? [] : [{ encoding, name, text, ...look(text) }];
  });
  const [best, ...others] = readings.sort((a, b) => b.natural - a.natural || b.inOneLanguage - a.inOneLanguage);
  if (!best) return { encoding: "windows-1252", isCertain: false, reason: "no encoding that is known" };
  // German, for one, is the same in both encodings of Latin: then nothing is to be decided.
  const rivals = others.filter((one) => one.text !== best.text && one.inOneLanguage > 0.5);
  const isCertain = best.natural >= 0.9 && best.inOneLanguage >= 0.9 && !best.isDoubtful && rivals.length === 0;
  return { encoding: best.encoding, isCertain, reason: `${isCertain ? "reads as" : "may be"} ${best.name}` };
}

/**
 * Null where the bytes are none of the encoding; a character that the end has cut in two is left out. Without `stream` Node
 * would also take Windows-1252 for Latin-1, which has no € and no ’.
 */
function decodeWhole(sample: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(sample, { stream: true });
  } catch {
    return null;
  }
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
