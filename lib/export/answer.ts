import { Readable } from "node:stream";
import type { Address } from "@/lib/address";
import { NotFound } from "@/lib/errors";
import { requireAll, type Scope } from "@/lib/identity/scope";
import { recordExport } from "./mutations";
import { findExport } from "./registry";
import type { ExportFormat } from "./table";
import { assertFitsSheet } from "./xlsx";

const contentTypes = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const satisfies Record<ExportFormat, string>;

type Wanted = { readonly table: string; readonly format: ExportFormat; readonly address: Address };

/**
 * A table as a file in answer to a request; recorded before anything of it leaves.
 * @throws NotFound for no table, Forbidden for who may not read it or take it away, TooMany.
 */
export async function exportAnswer(scope: Scope, { table, format, address }: Wanted): Promise<Response> {
  requireAll(scope, "export.create");
  const source = findExport(table);
  if (!source) throw new NotFound("This table");
  requireAll(scope, source.permission);
  const prepared = await source.prepare(scope, address);
  if (format === "xlsx") assertFitsSheet(prepared.count);
  await recordExport(scope, table, format, prepared.count);
  const body = Readable.toWeb(format === "csv" ? Readable.from(bytesOf(prepared.csv())) : prepared.xlsx());
  return new Response(body as ReadableStream, {
    headers: {
      "content-type": contentTypes[format],
      "content-disposition": `attachment; filename="breakwater-${prepared.name}.${format}"`,
    },
  });
}

/** A body is made of bytes: pieces of text go through some servers and not through every reader of an answer. */
async function* bytesOf(pieces: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const piece of pieces) yield encoder.encode(piece);
}
