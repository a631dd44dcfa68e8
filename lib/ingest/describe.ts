import type { FileMapping } from "./mapping/schema";
import type { FileSuggestion } from "./mapping/suggest";
import type { FileFormat } from "./reader/table";

/** What the mapping screen must know of a file that has arrived. */
export type DescribedFile = {
  readonly id: number;
  readonly name: string;
  readonly size: number;
  readonly format: FileFormat;
  /** Rows of data; `isExact` is false where a large file was only sampled. */
  readonly rowCount: { readonly count: number; readonly isExact: boolean };
  /** The first line of the file as it stands; a header, or already data. */
  readonly top: readonly string[];
  /** The rows after it. */
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
  /** Column → different values met in the sample, in order of appearance. */
  readonly values: readonly (readonly string[])[];
  readonly suggestion: FileSuggestion;
  readonly part: FileMapping;
};

/** A file that is no table stands in the list all the same, with the reason. */
export type FileReport = { readonly id: number; readonly name: string; readonly size: number } & (
  | { readonly file: DescribedFile; readonly unreadable?: undefined }
  | { readonly unreadable: string; readonly file?: undefined }
);

const MOST_VALUES = 100;

/** The different values of each column, so that translations can be chosen without reading the file again. */
export function valuesByColumn(rows: readonly (readonly string[])[]): string[][] {
  const width = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: width }, (_, column) => {
    const seen = new Set<string>();
    for (const row of rows) {
      const value = row[column]?.trim() ?? "";
      if (value !== "" && seen.size < MOST_VALUES) seen.add(value);
    }
    return [...seen];
  });
}

/** How many rows a file has, from the size of those that were read. */
export function estimateRows(sizeBytes: number, sampleBytes: number, sampleRows: number): number {
  return sampleBytes === 0 ? 0 : Math.round((sizeBytes / sampleBytes) * sampleRows);
}
