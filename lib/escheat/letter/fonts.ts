import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Font } from "@react-pdf/renderer";
import files from "./fonts.json";
import { sfntOf } from "./sfnt";

const { resolve } = createRequire(import.meta.url);
for (const { family, file } of files) {
  const font = sfntOf(readFileSync(resolve(file)));
  Font.register({ family, src: `data:font/ttf;base64,${font.toString("base64")}` });
}

const fallbacks = files.map(({ family }) => family);

/** Times, which every reader of PDF has; a letter it does not know comes from the first of the others that does. */
export const roman: string[] = ["Times-Roman", ...fallbacks];
export const bold: string[] = ["Times-Bold", ...fallbacks];
