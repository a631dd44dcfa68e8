import { Readable } from "node:stream";
import { fileBody, fileQuery, reportIdParams } from "@/lib/escheat/filing/schema";
import { fileReport } from "@/lib/escheat/mutations/report-filing";
import { writeReportFile } from "@/lib/escheat/queries/report-file";
import { recordExport } from "@/lib/export/mutations";
import { otherThan, route } from "@/lib/http";
import { requireAll } from "@/lib/identity/scope";

/** The report as a file, from its frozen rows. */
export const GET = route({
  permission: "export.create",
  params: reportIdParams,
  query: fileQuery,
  handler: async ({ scope, params, query }) => {
    requireAll(scope, "escheat.read", "customer.read");
    const { name, type, bytes } = await writeReportFile(scope, params.id, query);
    await recordExport(scope, name, query.format, 1);
    return new Response(Readable.toWeb(Readable.from(bytes())) as ReadableStream, {
      headers: { "content-type": type, "content-disposition": `attachment; filename="${name}"` },
    });
  },
});

/** Notes that it has gone to the state. */
export const POST = route({
  permission: "escheat.propose",
  params: reportIdParams,
  body: fileBody,
  handler: ({ scope, params, body }) => fileReport(scope, { ...body, reportId: params.id }, new Date()),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherThan("GET", "POST");
