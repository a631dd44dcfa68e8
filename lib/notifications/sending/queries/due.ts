import { sql } from "drizzle-orm";
import { withGate } from "@/db/client";

/** Issuers with messages that are due. Whether they may leave is asked of each by itself. */
export function listDueIssuers(now: Date): Promise<number[]> {
  return ids(sql`
    select i.id from app.issuer i where exists (
      select from app.outbox o where o.issuer_id = i.id and o.state = 'waiting' and o.due_at <= ${now.toISOString()}::timestamptz)
    order by i.id`);
}

/** Issuers with messages whose lease has run out while they were handed over. */
export function listLapsedIssuers(): Promise<number[]> {
  return ids(sql`
    select distinct issuer_id as id from app.outbox where state = 'handing-over' and lease_until < clock_timestamp()
    order by issuer_id`);
}

export function listIssuers(): Promise<number[]> {
  return ids(sql`select id from app.issuer order by id`);
}

function ids(asked: ReturnType<typeof sql>): Promise<number[]> {
  return withGate("system", async (tx) => {
    const rows = await tx.execute<{ id: number }>(asked);
    return rows.map(({ id }) => id);
  });
}
