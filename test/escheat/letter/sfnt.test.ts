import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import files from "@/lib/escheat/letter/fonts.json";
import { sfntOf } from "@/lib/escheat/letter/sfnt";
import { openFont, pathOf, readFont } from "./opened-font";

it.each(files)("$family is the same font after unpacking: as many glyphs for the same characters", ({ file }) => {
  const [packed, plain] = [openFont(file), readFont(sfntOf(readFileSync(pathOf(file))))];
  expect([plain.numGlyphs, plain.unitsPerEm]).toEqual([packed.numGlyphs, packed.unitsPerEm]);
  expect(plain.characterSet).toEqual(packed.characterSet);
});

it("refuses what is no WOFF file", () => {
  expect(() => sfntOf(Buffer.from("wOF2 and so on, for more than forty-four bytes ........"))).toThrow(RangeError);
  expect(() => sfntOf(Buffer.alloc(0))).toThrow(RangeError);
});
