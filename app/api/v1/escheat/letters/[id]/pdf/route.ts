import { Readable } from "node:stream";
import { letterFileQuery, reportIdParams } from "@/lib/escheat/filing/schema";
import { openLetterFile } from "@/lib/escheat/queries/letters";
import { recordExport } from "@/lib/export/mutations";
import { otherThan, route } from "@/lib/http";
import { requireAll } from "@/lib/identity/scope";

/** The letters as they were printed, out of the archive. */
export const GET = route({
  permission: "export.create",
  params: reportIdParams,
  query: letterFileQuery,
  handler: async ({ scope, params, query }) => {
    requireAll(scope, "escheat.read", "customer.read");
    const { name, bytes } = await openLetterFile(scope, params.id, query.file);
    await recordExport(scope, name, "pdf", 1);
    return new Response(Readable.toWeb(Readable.from(bytes())) as ReadableStream, {
      headers: { "content-type": "application/pdf", "content-disposition": `attachment; filename="${name}"` },
    });
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
