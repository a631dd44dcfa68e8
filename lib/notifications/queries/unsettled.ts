import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import { readBatch } from "./seal";

/** A message that a person has to settle: nobody knows whether it arrived, or no lawful moment for it is left. */
export type Unsettled = {
  readonly key: string;
  readonly state: "unknown" | "dead";
  readonly mailbox: string;
  readonly name: string | null;
  readonly attempts: number;
  /** The provider's last words, or the rule. */
  readonly reply: string | null;
  readonly uselessAt: string | null;
};

/** Nobody works through more at once; the rest comes when these are settled. */
const MOST = 100;

/** @throws NotFound for a number that is none of the issuer's batches. */
export function listUnsettled(scope: Scope, batchId: number): Promise<Unsettled[]> {
  return withScope(
    scope,
    async (tx) => {
      await readBatch(tx, scope, batchId);
      const rows = await tx.execute<Unsettled>(sql`
        select o.message_key as key, o.state, o.mailbox, c.name, o.attempts, o.reply, o.useless_at as "uselessAt"
        from app.outbox o
        left join silver.customer c on c.customer_id = o.customer_id and c.issuer_id = o.issuer_id
        where o.issuer_id = ${scope.issuerId} and o.batch_id = ${batchId} and o.state in ('unknown', 'dead')
        order by o.state desc, o.useless_at nulls last, o.mailbox limit ${MOST}`);
      return rows.map((row) => ({
        ...row,
        uselessAt: row.uselessAt === null ? null : new Date(row.uselessAt).toISOString(),
      }));
    },
    { readOnly: true },
  );
}
