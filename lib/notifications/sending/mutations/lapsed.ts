import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import type { Channel } from "../../constants";
import type { ClaimedMessage } from "../claimed";

const WORDS = "The program that had it in hand stopped without a word.";

/**
 * Messages whose lease ran out while they were handed over: whoever had them is gone, and nobody knows whether they
 * arrived. Never repeated, except by a provider (`repeatable` names its channels) that tells a repetition by its key.
 */
export function endLapsed(scope: Scope, repeatable: readonly Channel[], now: Date): Promise<number> {
  const { issuerId } = scope;
  return withScope(scope, async (tx) => {
    const rows = await tx.execute<{ batch: number; mailbox: string; state: string }>(sql`
      update app.outbox set reply = ${WORDS},
        due_at = case when channel in ${channels(repeatable)} then ${at(now)} else due_at end,
        state = case when channel in ${channels(repeatable)} then 'waiting' else 'unknown' end
      where issuer_id = ${issuerId} and state = 'handing-over' and lease_until < clock_timestamp()
      returning batch_id as batch, mailbox, state`);
    const unknown = rows.filter(({ state }) => state === "unknown");
    if (unknown.length > 0) {
      await tx.execute(sql`
        update silver.notification_member m set outcome = 'unknown', outcome_note = ${WORDS}, outcome_at = ${at(now)}
        from jsonb_to_recordset(${JSON.stringify(unknown)}::text::jsonb) g (batch int, mailbox text)
        where m.issuer_id = ${issuerId} and m.batch_id = g.batch and m.mailbox = g.mailbox
          and m.left_out is null and m.arm = 'remind' and m.outcome is null`);
    }
    return rows.length;
  });
}

const channels = (list: readonly Channel[]) =>
  sql`(select jsonb_array_elements_text(${JSON.stringify(list)}::text::jsonb))`;
const at = (now: Date) => sql`${now.toISOString()}::text::timestamptz`;

/** Messages that were taken but not begun: nobody has heard of them, so they wait as before. */
export function putBack(scope: Scope, messages: readonly ClaimedMessage[], workerId: string): Promise<void> {
  const keys = messages.map(({ key }) => key);
  const mayBeThere = messages.filter((one) => one.mayBeThere).map(({ key }) => key);
  return withScope(scope, async (tx) => {
    await tx.execute(sql`
      update app.outbox set state = 'waiting', attempts = attempts - 1, leased_by = null,
        lease_until = case when message_key in (select jsonb_array_elements_text(${JSON.stringify(mayBeThere)}::text::jsonb))
          then lease_until end
      where issuer_id = ${scope.issuerId} and leased_by = ${workerId} and state = 'handing-over'
        and message_key = any (array (select jsonb_array_elements_text(${JSON.stringify(keys)}::text::jsonb)::char(32)))`);
  });
}
