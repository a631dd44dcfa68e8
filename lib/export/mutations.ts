import { withScope } from "@/db/client";
import { writeAudit } from "@/lib/identity/mutations/audit";
import { limitAttempts } from "@/lib/identity/mutations/throttle";
import type { Scope } from "@/lib/identity/scope";

/** Before anything leaves: counted against the limit, and named in the audit trail. @throws TooMany */
export async function recordExport(scope: Scope, table: string, format: string, rows: number): Promise<void> {
  await limitAttempts("export", `${scope.kind}:${scope.personId ?? scope.keyId ?? 0}`);
  await withScope(scope, (tx) =>
    writeAudit(tx, scope, { action: "export.created", subject: table, detail: { format, rows } }),
  );
}
