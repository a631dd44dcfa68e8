import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { Conflict } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/notifications-decision";
import type { Written } from "../approval/written";
import type { BatchRow } from "../queries/seal";
import { messageKeyOf } from "../sending/message-key";
import { drawArms } from "../trial/draw";
import { keepCapacity } from "./keep-capacity";

/** Messages in the outbox, and mailboxes of the control. */
export type Released = { readonly messages: number; readonly heldOut: number };

/** A person with his arm, and the key of the message he shares; short names, for there may be very many. */
type Told = { readonly c: number; readonly a: "remind" | "control"; readonly k: string | null };
/** A message by whoever's name it bears, and the first day of loss of all its holders. */
type Message = { readonly c: number; readonly k: string; readonly l: string | null };

/** Rows a statement: a batch of any size is written in the memory of these. */
const AT_ONCE = 5_000;

/** A notice that the law demands is held back from nobody. */
export const shareHeldOut = ({
  messageClass,
  holdoutShare,
}: Pick<BatchRow, "messageClass" | "holdoutShare">): number => (messageClass === "statutory-notice" ? 0 : holdoutShare);

/** Told after each portion of rows; what it throws ends the release and undoes it. */
export type ReleaseWatch = (fraction: number) => Promise<void> | void;

/**
 * Draws who is held out, tells everybody his arm, and puts one message per mailbox of the others into the outbox, due at
 * its planned moment but never before `releasesAt`, and within each day's capacity where that comes too late. Rows are found by their primary key: a table that was filled a moment ago has no statistics to choose another way by.
 */
export async function release(
  tx: Tx,
  scope: Scope,
  batch: BatchRow,
  written: readonly Written[],
  releasesAt: Date,
  watch: ReleaseWatch = () => {},
): Promise<Released> {
  const arms = drawArms(batch.seed, written, shareHeldOut(batch));
  const keys = new Map<string, string | null>();
  for (const { customerId, mailbox } of written)
    if (!keys.has(mailbox))
      keys.set(mailbox, arms.get(customerId) === "remind" ? messageKeyOf(scope.issuerId, batch.id, mailbox) : null);
  const told = written.map(({ customerId, mailbox }): Told => {
    const key = keys.get(mailbox) ?? null;
    return { c: customerId, a: key === null ? "control" : "remind", k: key };
  });
  const bearers = messagesOf(written, keys);
  const all = told.length + bearers.length;
  let done = 0;
  for (const some of chunks(told)) {
    await tellArms(tx, scope, batch, JSON.stringify(some));
    done += some.length;
    await watch(done / all);
  }
  let placed = 0;
  for (const some of chunks(bearers)) {
    placed += await place(tx, scope, batch, JSON.stringify(some), releasesAt);
    done += some.length;
    await watch(done / all);
  }
  const messages = [...keys.values()].filter((key) => key !== null).length;
  if (placed !== messages) throw new Conflict(t("notification.approval.leads", { found: placed, wanted: messages }));
  await keepCapacity(tx, scope, batch, releasesAt);
  return { messages, heldOut: keys.size - messages };
}

/** One for each that bears its name. */
function messagesOf(written: readonly Written[], keys: ReadonlyMap<string, string | null>): Message[] {
  const firstLoss = new Map<string, string>();
  for (const { mailbox, lossOn } of written) {
    const known = firstLoss.get(mailbox);
    if (lossOn !== null && (known === undefined || lossOn < known)) firstLoss.set(mailbox, lossOn);
  }
  return written.flatMap(({ customerId, mailbox, leads }) => {
    const key = keys.get(mailbox) ?? null;
    return leads && key !== null ? [{ c: customerId, k: key, l: firstLoss.get(mailbox) ?? null }] : [];
  });
}

function* chunks<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < rows.length; from += AT_ONCE) yield rows.slice(from, from + AT_ONCE);
}

async function tellArms(tx: Tx, scope: Scope, batch: BatchRow, told: string): Promise<void> {
  await tx.execute(sql`
    update silver.notification_member p set arm = g.a, message_key = g.k
    from jsonb_to_recordset(${told}::text::jsonb) g (c bigint, a text, k text)
    where p.customer_id = g.c and p.batch_id = ${batch.id} and p.issuer_id = ${scope.issuerId} and p.left_out is null`);
}

/** Of use until the first of the holders' days of loss is over, by the clock of whoever's name it bears. */
async function place(tx: Tx, scope: Scope, batch: BatchRow, messages: string, releasesAt: Date): Promise<number> {
  const at = releasesAt.toISOString();
  const rows = await tx.execute(sql`
    insert into app.outbox (message_key, issuer_id, batch_id, channel, mailbox, customer_id, due_at, useless_at)
    select g.k, p.issuer_id, p.batch_id, ${batch.channel}, p.mailbox, p.customer_id,
      greatest(p.due_at, ${at}::text::timestamptz), (g.l + 1)::timestamp at time zone p.time_zone
    from jsonb_to_recordset(${messages}::text::jsonb) g (c bigint, k text, l date)
    join silver.notification_member p on p.customer_id = g.c and p.batch_id = ${batch.id}
    where p.issuer_id = ${scope.issuerId} and p.left_out is null and p.leads
    returning 1`);
  return rows.length;
}
