import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Font } from "@react-pdf/renderer";
import files from "../letter/fonts.json";
import { sfntOf } from "../letter/sfnt";

const { resolve } = createRequire(import.meta.url);

/** The files of `fonts.json`, from their packages into the library that sets the letters: once, before the first letter. */
export function registerLetterFonts(): void {
  const known = Font.getRegisteredFontFamilies();
  for (const { family, file } of files) {
    if (known.includes(family)) continue;
    const font = sfntOf(readFileSync(resolve(file)));
    Font.register({ family, src: `data:font/ttf;base64,${font.toString("base64")}` });
  }
}
