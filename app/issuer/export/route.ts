import { Readable } from "node:stream";
import { z } from "zod";
import { Forbidden, NotFound } from "@/lib/errors";
import { recordExport } from "@/lib/export/mutations";
import { findExport } from "@/lib/export/registry";
import { exportFormats } from "@/lib/export/table";
import { assertFitsSheet } from "@/lib/export/xlsx";
import { route } from "@/lib/http";
import { may } from "@/lib/identity/scope";

const contentTypes = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const;

/** The rest of the query is the page's own address, read by the table's own schema. */
const query = z.looseObject({ table: z.string().max(60), format: z.enum(exportFormats) });

export const GET = route({
  permission: "export.create",
  query,
  handler: async ({ scope, query: { table, format, ...rest } }) => {
    const source = findExport(table);
    if (!source) throw new NotFound("This table");
    if (!may(scope, source.permission)) throw new Forbidden();
    const address = z.record(z.string(), z.string()).parse(rest);
    const prepared = await source.prepare(scope, address);
    if (format === "xlsx") assertFitsSheet(prepared.count);
    await recordExport(scope, table, format, prepared.count);
    const body = Readable.toWeb(format === "csv" ? Readable.from(prepared.csv()) : prepared.xlsx());
    return new Response(body as ReadableStream, {
      headers: {
        "content-type": contentTypes[format],
        "content-disposition": `attachment; filename="breakwater-${prepared.name}.${format}"`,
      },
    });
  },
});
