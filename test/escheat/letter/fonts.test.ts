import { expect, it } from "vitest";
import files from "@/lib/escheat/letter/fonts.json";
import { printableCharacters } from "@/lib/escheat/letter/printable";
import { openFont } from "./opened-font";

it("kanji of both levels of JIS X 0208 are let through, 2,965 and 3,390, and the mark that repeats one", () => {
  expect(printableCharacters.filter((character) => character >= "\u4e00" && character <= "\u9fff")).toHaveLength(6_355);
  expect(printableCharacters).toContain("々");
});

it("one of the shipped fonts, or Times, has a picture of every character that is let through", () => {
  const fonts = files.map(({ file }) => openFont(file));
  const hasPicture = (character: string) =>
    fonts.some((font) => font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0));
  const ofTimes = /^[\x20-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]$/u;
  expect(printableCharacters.filter((character) => !ofTimes.test(character) && !hasPicture(character))).toEqual([]);
});
