import { z } from "zod";
import { exportAnswer } from "@/lib/export/answer";
import { exportFormats } from "@/lib/export/table";
import { route } from "@/lib/http";

/** The rest of the query is the page's own address, read by the table's own schema. */
const query = z.looseObject({ table: z.string().max(60), format: z.enum(exportFormats) });

export const GET = route({
  permission: "export.create",
  query,
  handler: ({ scope, query: { table, format, ...rest } }) =>
    exportAnswer(scope, { table, format, address: z.record(z.string(), z.string()).parse(rest) }),
});
