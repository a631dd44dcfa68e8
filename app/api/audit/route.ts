import { z } from "zod";
import { withScope } from "@/db/client";
import { route } from "@/lib/http";
import { auditCsv } from "@/lib/identity/audit-csv";
import { parseAuditFilter } from "@/lib/identity/audit-filter";
import { writeAudit } from "@/lib/identity/mutations/audit";
import { limitAttempts } from "@/lib/identity/mutations/throttle";
import { listAudit } from "@/lib/identity/queries/audit";

const EXPORT_ROWS = 100_000;

/** The whole filtered trail as a file. Lists go comma-free: kinds and people are repeated in one parameter, by newline. */
export const GET = route({
  permission: "audit.read",
  query: z.strictObject({
    who: z.string().max(10_000).optional(),
    kind: z.string().max(5_000).optional(),
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
  }),
  handler: async ({ scope, query }) => {
    await limitAttempts("export", `${scope.issuerId} ${scope.actor}`);
    const filter = parseAuditFilter({ ...query, who: query.who?.split("\n"), kind: query.kind?.split("\n") });
    const rows = await listAudit(scope, filter, EXPORT_ROWS);
    const detail = { rows: rows.length, ...query };
    await withScope(scope, (tx) => writeAudit(tx, scope, { action: "export.created", subject: "audit trail", detail }));
    return new Response(auditCsv(rows), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="audit-${scope.issuer.code}.csv"`,
      },
    });
  },
});
