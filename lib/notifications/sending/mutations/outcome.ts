import { sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import { anyText } from "../../queries/any-of";
import type { ClaimedBatch, ClaimedMessage } from "../claimed";
import type { HandOver } from "../provider";
import { nextTry } from "../retry";
import { endMembers, endMessages, type MemberEnd, type MessageEnd } from "./end-message";

/** What became of one message that was handed over. */
export type Handled = {
  readonly message: ClaimedMessage;
  readonly handOver: HandOver;
  /** Null: it could not be written out, and nothing was handed over this time. */
  readonly subject: string | null;
  readonly contentHash: string | null;
};

type Writing = {
  readonly batch: ClaimedBatch;
  readonly handled: readonly Handled[];
  readonly provider: string;
  readonly repeatable: boolean;
  readonly workerId: string;
  readonly now: Date;
};

/**
 * Writes what was heard of messages of one batch, all in one transaction: those that have ended leave the outbox, people
 * and mailboxes are told, and those that were not taken wait for their next try. What nobody knows of is repeated only by
 * a provider that tells repetitions by their key; otherwise a person has to say.
 */
export function writeOutcomes(scope: Scope, writing: Writing): Promise<void> {
  return withScope(scope, async (tx) => {
    const { batch, handled, workerId, now } = writing;
    const ended = handled.flatMap((one) => {
      const end = endOf(one, writing.provider);
      return end ? [{ one, end }] : [];
    });
    const keys = await endMessages(
      tx,
      scope,
      batch,
      ended.map(({ end }) => end),
      { now, leasedBy: workerId },
    );
    const ours = ended.filter(({ end }) => keys.has(end.key));
    const members = ours.flatMap(({ one, end }) => membersOf(one, end));
    await Promise.all([
      endMembers(tx, scope, batch.id, members, now),
      tellMailboxes(tx, scope, writing, ours),
      retry(tx, writing),
      leaveUnknown(tx, scope, writing),
    ]);
  });
}

/** A bounce is a suppression by the server's own words. */
function endOf({ message, handOver, subject, contentHash }: Handled, provider: string): MessageEnd | null {
  const { key, mailbox, address, customerId, attempts } = message;
  const common = { key, mailbox, address, customerId, provider, attempts, subject, contentHash };
  if (handOver.result === "sent") return { ...common, outcome: "sent", note: handOver.reply };
  if (handOver.result === "failed") return { ...common, outcome: "failed", note: handOver.reply };
  if (handOver.result === "bounced") return { ...common, outcome: "suppressed", note: `bounced: ${handOver.reply}` };
  return null;
}

function membersOf({ message, handOver }: Handled, end: MessageEnd): MemberEnd[] {
  return message.to.map((customerId): MemberEnd => {
    if (handOver.result !== "sent") return { customerId, outcome: end.outcome, note: end.note };
    return { customerId, outcome: customerId === message.customerId ? "sent" : "merged", note: null };
  });
}

async function tellMailboxes(
  tx: Tx,
  { issuerId }: Scope,
  { batch, now }: Writing,
  ended: readonly { one: Handled; end: MessageEnd }[],
): Promise<void> {
  const given = ended
    .filter(({ one }) => one.handOver.result !== "failed")
    .map(({ one, end }) => ({
      mailbox: end.mailbox,
      sent: one.handOver.result === "sent",
      reply: one.handOver.reply,
    }))
    .sort((a, b) => (a.mailbox < b.mailbox ? -1 : 1));
  if (given.length === 0) return;
  const at = sql`${now.toISOString()}::text::timestamptz`;
  // Named a second time as a list, or all mailboxes of the issuer would be read to be joined as long as nobody has counted them.
  const those = anyText(given.map(({ mailbox }) => mailbox));
  await tx.execute(sql`
    update app.mailbox m set
      last_sent_at = case when g.sent then ${at} else m.last_sent_at end,
      suppressed = case when g.sent then m.suppressed else 'all' end,
      suppressed_why = case when g.sent then m.suppressed_why else 'bounced' end,
      suppressed_at = case when g.sent then m.suppressed_at else ${at} end,
      reply = case when g.sent then m.reply else g.reply end
    from (
      select * from jsonb_to_recordset(${JSON.stringify(given)}::text::jsonb) r (mailbox text, sent boolean, reply text)
      limit ${given.length}::int) g
    where m.issuer_id = ${issuerId} and m.channel = ${batch.channel} and m.mailbox = ${those} and m.mailbox = g.mailbox`);
}

/** Silence of a provider that will know the message again; what could not be written out now will not be the next time. */
const isRepeated = ({ handOver, contentHash }: Handled, { repeatable }: Writing): boolean =>
  handOver.result === "unknown" && repeatable && contentHash !== null;

/** Not taken, or perhaps taken by somebody who will know it again: another try, or a person when none is of use. */
async function retry(tx: Tx, writing: Writing): Promise<void> {
  const { handled, workerId, now } = writing;
  const again = handled
    .filter((one) => one.handOver.result === "later" || isRepeated(one, writing))
    .map(({ message, handOver }) => {
      const next = nextTry({ attempts: message.attempts, reply: handOver.reply, now, uselessAt: message.uselessAt });
      const { key } = message;
      const mayBeThere = handOver.result === "unknown" || message.mayBeThere;
      const common = { key, mayBeThere, reply: handOver.reply };
      if (next.again) return { ...common, state: "waiting", at: next.at.toISOString() };
      return { ...common, state: mayBeThere ? "unknown" : "dead", at: null };
    });
  if (again.length === 0) return;
  await tx.execute(sql`
    update app.outbox o set state = g.state, due_at = coalesce(g.at, o.due_at), reply = g.reply,
      lease_until = case when g."mayBeThere" then o.lease_until end
    from jsonb_to_recordset(${JSON.stringify(again)}::text::jsonb)
      g (key char(32), state text, at timestamptz, reply text, "mayBeThere" boolean)
    where o.message_key = g.key and o.leased_by = ${workerId} and o.state in ('handing-over', 'unknown')`);
}

async function leaveUnknown(tx: Tx, scope: Scope, writing: Writing): Promise<void> {
  const { batch, handled, workerId, now } = writing;
  const unknown = handled.filter((one) => one.handOver.result === "unknown" && !isRepeated(one, writing));
  if (unknown.length === 0) return;
  const given = unknown.map(({ message, handOver }) => ({ key: message.key, reply: handOver.reply }));
  await tx.execute(sql`
    update app.outbox o set state = 'unknown', reply = g.reply
    from jsonb_to_recordset(${JSON.stringify(given)}::text::jsonb) g (key char(32), reply text)
    where o.message_key = g.key and o.leased_by = ${workerId} and o.state = 'handing-over'`);
  const ends = unknown.flatMap(({ message, handOver }) =>
    message.to.map((customerId): MemberEnd => ({ customerId, outcome: "unknown", note: handOver.reply })),
  );
  await endMembers(tx, scope, batch.id, ends, now);
}
