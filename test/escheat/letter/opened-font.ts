import { createRequire } from "node:module";

/** What the tests ask of a font, by the library that sets the letters; it brings no types of its own. */
export type OpenedFont = {
  readonly numGlyphs: number;
  readonly unitsPerEm: number;
  readonly characterSet: readonly number[];
  hasGlyphForCodePoint(code: number): boolean;
};

const require = createRequire(import.meta.url);
const fontkit: { openSync(path: string): OpenedFont; create(bytes: Buffer): OpenedFont } = require("fontkit");

export const pathOf = (file: string): string => require.resolve(file);
export const openFont = (file: string): OpenedFont => fontkit.openSync(pathOf(file));
export const readFont = (bytes: Buffer): OpenedFont => fontkit.create(bytes);
