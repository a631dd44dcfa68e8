import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";

/** What the proposals that are open in the issuer's currency are expected to rescue in all, minor units: of which a share is held out. */
export function readOpenGain(scope: Scope, now: Date): Promise<number> {
  return withScope(
    scope,
    async (tx) => {
      const [row] = await tx.execute<{ gain: number }>(sql`
        select coalesce(sum(uplift_expected / nullif(1 - holdout_share::float8, 0)), 0)::float8 as gain
        from app.notification_batch where issuer_id = ${scope.issuerId} and currency = ${scope.issuer.currency}
          and state in ('proposed', 'half-approved') and expires_at > ${now.toISOString()}::timestamptz`);
      return row?.gain ?? 0;
    },
    { readOnly: true },
  );
}
