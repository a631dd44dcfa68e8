/** Encodings that are read. Apart from the guessing, so that a screen can offer them. */
export const encodings = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "windows-1251",
  "shift_jis",
  "windows-1252",
  "windows-1250",
] as const;
export type Encoding = (typeof encodings)[number];
