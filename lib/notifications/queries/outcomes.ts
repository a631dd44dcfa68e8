import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import type { Arm, LeftOutRule, Outcome } from "../constants";
import { readBatch } from "./seal";

/** A person of a batch's audience and the message he got, alone or with others of his mailbox. */
export type OutcomeLine = {
  readonly customerId: number;
  readonly customer: string | null;
  readonly name: string | null;
  readonly mailbox: string | null;
  readonly arm: Arm | null;
  readonly leftOut: LeftOutRule | null;
  readonly outcome: Outcome | null;
  readonly note: string | null;
  readonly subject: string | null;
  readonly attempts: number | null;
  readonly provider: string | null;
  readonly endedAt: string | null;
};

export type OutcomePage = {
  readonly items: readonly OutcomeLine[];
  readonly total: number;
  readonly nextCursor: number | null;
};

/** Everybody of a batch in the order of their numbers, with what became of him. @throws NotFound. */
export function listOutcomes(
  scope: Scope,
  batchId: number,
  cursor: number | null,
  limit: number,
): Promise<OutcomePage> {
  const { issuerId } = scope;
  return withScope(
    scope,
    async (tx) => {
      await readBatch(tx, scope, batchId);
      const [all] = await tx.execute<{ n: number }>(sql`
        select count(*)::int as n from silver.notification_member where issuer_id = ${issuerId} and batch_id = ${batchId}`);
      const rows = await tx.execute<OutcomeLine>(sql`
        select p.customer_id as "customerId", c.source_id as customer, c.name, p.mailbox, p.arm, p.left_out as "leftOut",
          p.outcome, p.outcome_note as note, g.subject, g.attempts, g.provider, p.outcome_at as "endedAt"
        from silver.notification_member p
        left join silver.customer c on c.customer_id = p.customer_id and c.issuer_id = p.issuer_id
        left join app.message g on g.message_key = p.message_key and g.issuer_id = p.issuer_id
        where p.issuer_id = ${issuerId} and p.batch_id = ${batchId} and p.customer_id > ${cursor ?? -1}
        order by p.customer_id limit ${limit + 1}`);
      const items = rows.slice(0, limit).map(({ endedAt, customerId, ...row }) => ({
        ...row,
        customerId: Number(customerId),
        endedAt: endedAt === null ? null : new Date(endedAt).toISOString(),
      }));
      return { items, total: all?.n ?? 0, nextCursor: rows.length > limit ? (items.at(-1)?.customerId ?? null) : null };
    },
    { readOnly: true },
  );
}
