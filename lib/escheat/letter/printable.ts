/**
 * What the letters' fonts can show: Times, which every PDF reader has, for Western European letters, and the files of
 * `fonts.json` for the rest of Latin, Greek, Cyrillic and Japanese. A text with any other character is refused by name
 * rather than printed with letters missing; such a letter is sent by hand.
 */
const beyondLatin1 = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";

/** First and last code point. No controls, no soft hyphen and no space that does not break: those print as nothing. */
const ranges: readonly (readonly [number, number])[] = [
  [0x20, 0x7e],
  [0xa1, 0xac],
  [0xae, 0xff],
  // Latin of Central Europe, Romania, Turkey and the Baltic; Vietnamese.
  [0x100, 0x130],
  [0x132, 0x148],
  [0x14a, 0x17e],
  [0x1a0, 0x1a1],
  [0x1af, 0x1b0],
  [0x218, 0x21b],
  [0x1ea0, 0x1ef9],
  // Greek, Cyrillic.
  [0x386, 0x386],
  [0x388, 0x38a],
  [0x38c, 0x38c],
  [0x38e, 0x3a1],
  [0x3a3, 0x3ce],
  [0x400, 0x45f],
  [0x48a, 0x4ff],
  // Kana with their marks.
  [0x3041, 0x3093],
  [0x30a1, 0x30f6],
  [0x30fb, 0x30fe],
];

/** Kanji of JIS X 0208, levels 1 and 2 (rows 16 to 84), and the mark that repeats one. */
function kanji(): string[] {
  const decoder = new TextDecoder("euc-jp");
  const found = ["々"];
  for (let row = 16; row <= 84; row++)
    for (let cell = 1; cell <= 94; cell++) {
      const character = decoder.decode(new Uint8Array([0xa0 + row, 0xa0 + cell]));
      if (character !== "\ufffd") found.push(character);
    }
  return found;
}

const span = ([first, last]: readonly [number, number]) =>
  Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index));

/** Every character that prints: what the tests set and read back. */
export const printableCharacters: readonly string[] = [
  ...new Set([...ranges.flatMap(span), ...beyondLatin1, ...kanji()]),
];
const printable: ReadonlySet<string> = new Set(printableCharacters);

/** Characters of the text that would not print, each once, in the order they come. */
export function unprintable(text: string): string[] {
  return [...new Set([...text].filter((character) => !printable.has(character)))];
}

/** No letter of Times or Kosugi is wider than its size, so a word of 42 fits the line of 468 points at 11 points a letter. */
export const longestWord = 42;

export const hasLongWord = (text: string): boolean => text.split(" ").some((word) => [...word].length > longestWord);
