import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import type { Channel } from "../constants";
import { mailboxKey } from "../proposals/mailbox-key";
import { REMEMBERED_DAYS } from "../sending/frequency-cap";
import { type CountedRow, countedSends } from "./counted-sends";

export type Suppression = "opted-out" | "bounced" | "complained" | "by-hand";

/** What stands against writing to somebody, beside what his own record says. */
export type Standing = {
  /** By `channel mailbox`. */
  readonly suppressed: ReadonlyMap<string, Suppression>;
  /** Instants in milliseconds of what counts against the caps of a mailbox or a person (`countedSends`); by `channel mailbox`. */
  readonly sentToMailbox: ReadonlyMap<string, readonly number[]>;
  readonly sentToCustomer: ReadonlyMap<number, readonly number[]>;
  /** People in a batch that is open, or in the control of a trial that has not ended. */
  readonly plannedElsewhere: ReadonlySet<number>;
  /** People in the control of a trial that has not ended whose day of loss no longer lets them wait. */
  readonly lastCall: ReadonlySet<number>;
  /** Days on which a letter that the law demands goes to a person: he gets nothing else then. */
  readonly letters: ReadonlyMap<number, { readonly from: CivilDate; readonly to: CivilDate }>;
};

const DAY_MS = 86_400_000;
/** So shortly before the loss even a control is no longer kept waiting: three times the span of a reminder's effect. */
export const LAST_CALL_DAYS = 9;

/** @param except batches that are about to be replaced: their people are free. */
export async function readStanding(
  tx: Tx,
  scope: Scope,
  { now, today, except = [] }: { readonly now: Date; readonly today: CivilDate; readonly except?: readonly number[] },
): Promise<Standing> {
  const suppressed = await tx.execute<{ channel: Channel; mailbox: string; why: Suppression }>(sql`
    select channel, mailbox, coalesce(suppressed_why, 'by-hand') as why from app.mailbox
    where issuer_id = ${scope.issuerId} and suppressed is not null`);
  const since = new Date(now.getTime() - REMEMBERED_DAYS * DAY_MS);
  const sent = await tx.execute<CountedRow>(countedSends(scope, { since, now }));
  const planned = await tx.execute<{ customer: string; waits: boolean }>(
    plannedElsewhere(scope, { now, today, except }),
  );
  const waiting = planned.filter(({ waits }) => waits);
  const lastCall = planned.filter(({ waits }) => !waits);
  const letters = await tx.execute<{ customer: string; from: string; to: string }>(sql`
    select l.customer_id as customer, min(b.send_from)::text as from, max(b.send_to)::text as to
    from app.letter_batch b join app.letter l on l.issuer_id = b.issuer_id and l.batch_id = b.id
    where b.issuer_id = ${scope.issuerId} and b.state <> 'rejected' and b.send_from is not null and b.send_to >= ${today}::date
    group by l.customer_id`);
  const sentToMailbox = new Map<string, number[]>();
  const sentToCustomer = new Map<number, number[]>();
  for (const { channel, mailbox, customer, at } of sent) {
    const time = new Date(at).getTime();
    if (mailbox !== null) push(sentToMailbox, mailboxKey(channel, mailbox), time);
    if (customer !== null) push(sentToCustomer, Number(customer), time);
  }
  return {
    suppressed: new Map(suppressed.map(({ channel, mailbox, why }) => [mailboxKey(channel, mailbox), why])),
    sentToMailbox,
    sentToCustomer,
    plannedElsewhere: new Set(waiting.map(({ customer }) => Number(customer))),
    lastCall: new Set(lastCall.map(({ customer }) => Number(customer))),
    letters: new Map(letters.map(({ customer, from, to }) => [Number(customer), { from, to }])),
  };
}

/**
 * People of other batches, and whether they wait for these. Whoever is still to be written to does, whether his batch is
 * held or not; a control from its approval until the trial's days have passed, unless its day of loss is near. Of a batch
 * that was stopped or refused the trial is of those whose turn had come (`readTrialSums`).
 */
function plannedElsewhere(
  { issuerId }: Scope,
  { now, today, except }: { readonly now: Date; readonly today: CivilDate; readonly except: readonly number[] },
): SQL {
  const at = sql`${now.toISOString()}::text::timestamptz`;
  const skipped = `{${except.map(Math.trunc).join(",")}}`;
  const startsAt = sql`greatest(m.due_at, b.releases_at, b.started_at)`;
  return sql`
    select m.customer_id as customer,
      bool_or(m.arm is distinct from 'control' or coalesce(m.loss_on > ${today}::date + ${LAST_CALL_DAYS}::int, true)) as waits
    from app.notification_batch b
    join silver.notification_member m on m.issuer_id = b.issuer_id and m.batch_id = b.id
    where b.issuer_id = ${issuerId} and b.id <> all(${skipped}::int[]) and m.left_out is null and (
      (b.state in ('proposed', 'half-approved') and b.expires_at > ${at})
      or b.state = 'releasing'
      or (b.state in ('approved', 'sending', 'paused') and m.outcome is null and m.arm is distinct from 'control')
      or (m.arm = 'control' and ${startsAt} + b.horizon_days * interval '1 day' > ${at} and (
        b.state in ('approved', 'sending', 'paused', 'sent')
        or (b.state in ('stopped', 'refused') and b.started_at is not null and ${startsAt} < b.ended_at))))
    group by m.customer_id`;
}

function push<K>(map: Map<K, number[]>, key: K, value: number): void {
  const found = map.get(key);
  if (found) found.push(value);
  else map.set(key, [value]);
}
