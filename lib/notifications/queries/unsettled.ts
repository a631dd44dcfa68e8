import { sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import { unsettledPerPage } from "../sending/constants";
import { readBatch } from "./seal";

/** A message that a person has to settle: nobody knows whether it arrived, or no lawful moment for it is left. */
export type Unsettled = {
  readonly key: string;
  readonly batchId: number;
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

/** Of one batch after the other: an outbox of a million messages that wait is not looked through for a few. */
const ofBatches = ({ issuerId }: Scope, only: number | null) => sql`
  from app.notification_batch b
  join app.outbox o on o.issuer_id = b.issuer_id and o.batch_id = b.id and o.state in ('unknown', 'dead')
  where b.issuer_id = ${issuerId} and (${only}::int is null or b.id = ${only}::int)`;

type Row = Unsettled & { readonly customer: string };

async function readUnsettled(
  tx: Tx,
  scope: Scope,
  { only, limit, offset }: { only: number | null; limit: number; offset: number },
): Promise<Unsettled[]> {
  const rows = await tx.execute<Row>(sql`
    select u.*, c.name from (
      select o.message_key as key, o.batch_id as "batchId", o.state, o.mailbox, o.customer_id as customer, o.attempts, o.reply,
        o.useless_at as "uselessAt"
      ${ofBatches(scope, only)}
      order by o.state desc, o.useless_at nulls last, o.mailbox, o.message_key limit ${limit} offset ${offset}
    ) u
    left join silver.customer c on c.customer_id = u.customer and c.issuer_id = ${scope.issuerId}
    order by u.state desc, u."uselessAt" nulls last, u.mailbox, u.key`);
  return rows.map(({ customer: _, ...row }) => ({
    ...row,
    uselessAt: row.uselessAt === null ? null : new Date(row.uselessAt).toISOString(),
  }));
}

/** @throws NotFound for a number that is none of the issuer's batches. */
export function listUnsettled(scope: Scope, batchId: number): Promise<Unsettled[]> {
  return withScope(
    scope,
    async (tx) => {
      await readBatch(tx, scope, batchId);
      return readUnsettled(tx, scope, { only: batchId, limit: MOST, offset: 0 });
    },
    { readOnly: true },
  );
}

export type UnsettledCount = { readonly unknown: number; readonly dead: number };

async function count(tx: Tx, scope: Scope): Promise<UnsettledCount> {
  const [row] = await tx.execute<UnsettledCount>(sql`
    select count(*) filter (where o.state = 'unknown')::int as unknown, count(*) filter (where o.state = 'dead')::int as dead
    ${ofBatches(scope, null)}`);
  return row ?? { unknown: 0, dead: 0 };
}

export const countUnsettled = (scope: Scope): Promise<UnsettledCount> =>
  withScope(scope, (tx) => count(tx, scope), { readOnly: true });

/** Of all batches, those of which nobody knows first. */
export function listAllUnsettled(
  scope: Scope,
  page: number,
  perPage = unsettledPerPage,
): Promise<{ items: Unsettled[]; total: number }> {
  return withScope(
    scope,
    async (tx) => {
      const { unknown, dead } = await count(tx, scope);
      const items = await readUnsettled(tx, scope, { only: null, limit: perPage, offset: (page - 1) * perPage });
      return { items, total: unknown + dead };
    },
    { readOnly: true },
  );
}
