import { csvPieces } from "@/lib/export/csv";
import type { ExportTable } from "@/lib/export/table";

/** A file made in the browser, of the same form as the server's, for figures that the server is not to see. */
export async function saveCsv<Row>(table: ExportTable<Row>): Promise<void> {
  const pieces: string[] = [];
  for await (const piece of csvPieces(table)) pieces.push(piece);
  const address = URL.createObjectURL(new Blob(pieces, { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = `breakwater-${table.name}.csv`;
  link.click();
  // Not at once: some browsers read the file only after this turn is over.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
