const MEBIBYTE = 1024 * 1024;

/** What a file may demand of us. Each limit is refused by a sentence that names it. */
export const readerLimits = {
  /** A file as it lies on disk or arrives. */
  fileBytes: 2 * 1024 * MEBIBYTE - 1,
  /** What a compressed file may unpack to in all, and how many times its own size. */
  unpackedBytes: 4 * 1024 * MEBIBYTE,
  unpackRatio: 200,
  /** Below this, any ratio is harmless: a small file of one repeated row compresses very well. */
  unpackRatioFrom: 64 * MEBIBYTE,
  /** Compressed files up to this size are unpacked once beforehand, only to see how large they become. */
  unpackCheckBytes: 6 * MEBIBYTE,
  /** A workbook is unpacked as a whole before its rows are known. */
  workbookBytes: 1024 * MEBIBYTE,
  workbookEntries: 2_000,
  /** Texts of a workbook lie in one table that has to be held in memory, and so do its formats. */
  sharedStringBytes: 128 * MEBIBYTE,
  /** One row as a workbook writes it, with its marks: several times its text. */
  sheetRowBytes: 8 * MEBIBYTE,
  columns: 1_000,
  rowBytes: MEBIBYTE,
  /** Bytes looked at to guess encoding, delimiter and header. */
  sampleBytes: 256 * 1024,
} as const;

export type ReaderLimits = { readonly [K in keyof typeof readerLimits]: number };

/** Sent through a browser; larger files go in by command line. */
export const uploadBytes = 512 * MEBIBYTE;
