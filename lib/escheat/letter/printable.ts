/**
 * The letters are set in Times, one of the fonts every PDF reader has, so no font file is shipped. It knows Windows-1252
 * only: Western European letters, but no Cyrillic, Japanese, Vietnamese or Polish ones. A text it cannot show is refused
 * by name rather than printed with letters missing; such a letter is sent by hand.
 */
const beyondLatin1 = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";

/** ASCII and Latin-1 without controls, the soft hyphen and the space that does not break, which print as nothing. */
const printable = new RegExp(`^[\\x20-\\x7e\\u00a1-\\u00ac\\u00ae-\\u00ff${beyondLatin1}]$`, "u");

/** Characters of the text that would not print, each once, in the order they come. */
export function unprintable(text: string): string[] {
  return [...new Set([...text].filter((character) => !printable.test(character)))];
}

/** Every character that prints: what the tests set and read back. */
export const printableCharacters: readonly string[] = [
  ...Array.from({ length: 0x100 }, (_, code) => String.fromCharCode(code)),
  ...beyondLatin1,
].filter((character) => printable.test(character));

/** No letter of Times is wider than its size, so a word of 42 fits the line of 468 points at 11 points a letter. */
export const longestWord = 42;

export const hasLongWord = (text: string): boolean => text.split(" ").some((word) => [...word].length > longestWord);
