export type TableColumn<T> = { title: string; text: (row: T) => string; right?: boolean };

/** Rows as a table of plain text, numbers to the right; widths follow the longest cell. */
export function textTable<T>(columns: readonly TableColumn<T>[], rows: readonly T[]): string {
  const lines = [
    columns.map((column) => column.title),
    ...rows.map((row) => columns.map((column) => column.text(row))),
  ];
  const widths = columns.map((_, i) => Math.max(...lines.map((line) => [...(line[i] ?? "")].length)));
  return lines
    .map((line) =>
      line
        .map((cell, i) => {
          const space = " ".repeat((widths[i] ?? 0) - [...cell].length);
          return columns[i]?.right ? space + cell : cell + space;
        })
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
