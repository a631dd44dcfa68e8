import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { type CivilDate, civilDateIn } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";

export type OpenTotals = {
  readonly currency: string;
  readonly batches: number;
  readonly people: number;
  readonly audience: number;
  readonly valueAtStake: bigint;
  readonly delayCost: bigint;
  /** When the first of them expires, at the issuer's. */
  readonly nextExpiryOn: CivilDate;
};

/** What waits for a person, over all batches; money is that of the issuer's currency alone. */
export function readOpenTotals(scope: Scope, now: Date): Promise<OpenTotals> {
  return withScope(
    scope,
    async (tx) => {
      const own = sql`filter (where currency = ${scope.issuer.currency})`;
      const [row] = await tx.execute<{
        batches: number;
        people: number;
        audience: number;
        value: string;
        delay: string;
        next: string | null;
      }>(sql`
        select count(*)::int as batches, coalesce(sum(people), 0)::int as people, coalesce(sum(audience), 0)::int as audience,
          coalesce(sum(value_at_stake) ${own}, 0)::text as value, coalesce(sum(delay_cost) ${own}, 0)::text as delay,
          min(expires_at) as next
        from app.notification_batch where issuer_id = ${scope.issuerId}
          and state in ('proposed', 'half-approved') and expires_at > ${now.toISOString()}::timestamptz`);
      return {
        currency: scope.issuer.currency,
        batches: row?.batches ?? 0,
        people: row?.people ?? 0,
        audience: row?.audience ?? 0,
        valueAtStake: BigInt(row?.value ?? "0"),
        delayCost: BigInt(row?.delay ?? "0"),
        nextExpiryOn: civilDateIn(scope.issuer.timeZone, row?.next ? new Date(row.next) : now),
      };
    },
    { readOnly: true },
  );
}
