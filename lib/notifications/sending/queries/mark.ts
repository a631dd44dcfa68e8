import { sql } from "drizzle-orm";
import { type Tx, withGate } from "@/db/client";
import { type SenderMark, whyNotToSend } from "../restored";

/** Where the database keeps its mark in `app.setting`. */
const KEY = "sender.mark";

export type Marks = { readonly kept: SenderMark | null; readonly database: SenderMark };

const identity = sql`
  (select system_identifier::text from pg_control_system()) || '/'
    || (select oid from pg_database where datname = current_database()) || '/'
    || (select timeline_id from pg_control_checkpoint())`;

/**
 * What the database kept of itself, and what it is. A cluster, a database in it and its timeline: another cluster or
 * database is a dump that was loaded anew, another timeline a recovery or a failover.
 */
export async function readMarks(tx: Tx): Promise<Marks> {
  const [row] = await tx.execute<{ identity: string; kept: SenderMark | null }>(sql`
    select ${identity} as identity, (select value from app.setting where key = ${KEY}) as kept`);
  if (!row) throw new Error("The database did not say which it is");
  const { kept } = row;
  return { kept, database: { identity: row.identity, epoch: kept?.epoch ?? 0, count: kept?.count ?? 0 } };
}

/** Writes the mark; the next number when `mark.count` is. */
export async function writeMark(tx: Tx, mark: SenderMark): Promise<void> {
  await tx.execute(sql`
    insert into app.setting (key, value) values (${KEY}, ${JSON.stringify(mark)}::text::jsonb)
    on conflict (key) do update set value = excluded.value`);
}

/** One more group, in one statement, so that workers beside each other never write the same number. */
export async function countGroup(tx: Tx): Promise<SenderMark> {
  const [row] = await tx.execute<{ value: SenderMark }>(sql`
    insert into app.setting (key, value)
    values (${KEY}, jsonb_build_object('identity', ${identity}, 'epoch', 0, 'count', 1))
    on conflict (key) do update
      set value = jsonb_set(setting.value, '{count}', to_jsonb((setting.value ->> 'count')::bigint + 1))
    returning value`);
  if (!row) throw new Error("The mark could not be written");
  return row.value;
}

/** Why nothing leaves, for a screen that runs beside no worker: as far as the database alone can tell. */
export function findRestored(): Promise<ReturnType<typeof whyNotToSend>> {
  return withGate("system", async (tx) => {
    const { kept, database } = await readMarks(tx);
    const alone = whyNotToSend(kept, database, null);
    if (alone) return alone;
    const [row] = await tx.execute<{ value: ReturnType<typeof whyNotToSend> }>(
      sql`select value from app.setting where key = ${REFUSAL}`,
    );
    return row?.value ?? null;
  });
}

/** What a worker found by its own mark, told to the screens. */
const REFUSAL = "sender.refusal";

export async function tellRefusal(tx: Tx, why: ReturnType<typeof whyNotToSend>): Promise<void> {
  await tx.execute(sql`
    insert into app.setting (key, value) values (${REFUSAL}, ${JSON.stringify(why)}::text::jsonb)
    on conflict (key) do update set value = excluded.value where setting.value <> excluded.value`);
}
