import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import { clockOf, nowhere } from "../../clock";
import type { Channel } from "../../constants";
import { mailboxOf } from "../../mailbox";
import type { MemberCard } from "../../member";
import type { BatchRow, MemberRow } from "../../queries/seal";
import type { NotificationSetting } from "../../queries/settings";
import { type MessageCard, soonestFirst } from "../../templates/message";
import type { ClaimedMessage } from "../claimed";
import { capsOf, REMEMBERED_DAYS } from "../frequency-cap";
import { LEASE_MS } from "../provider";
import { type CustomerFacts, knowMailboxes, lockMailboxes, readCustomers, readSent } from "../queries/claim-facts";
import { judge, type Verdict } from "../verdict";
import { endMembers, endSuppressed, type MemberEnd, suppressedEnds } from "./end-message";

export type DueRow = {
  readonly key: string;
  readonly mailbox: string;
  readonly customerId: number;
  readonly attempts: number;
  readonly uselessAt: Date | null;
  readonly mayBeThere: boolean;
};

type Group = {
  readonly batch: BatchRow;
  readonly setting: NotificationSetting;
  readonly rows: readonly DueRow[];
  readonly members: readonly MemberRow[];
  readonly workerId: string;
  readonly now: Date;
};

const MAY_BE_THERE = "An earlier attempt ended in silence, and it may not be repeated any more.";
const DAY_MS = 86_400_000;

/** Judges each message of a group and writes what follows from it. @returns those that are handed over now. */
export async function judgeGroup(tx: Tx, scope: Scope, group: Group): Promise<readonly ClaimedMessage[]> {
  const { batch, rows, members, now } = group;
  const mailboxes = rows.map(({ mailbox }) => mailbox);
  const customers = members.map(({ customerId }) => customerId);
  const { channel } = batch;
  const since = new Date(now.getTime() - REMEMBERED_DAYS * DAY_MS);
  // Asked in this order on one connection, without waiting for the answers: each sees what the one before has written and locked.
  const [, states, people, sent] = await Promise.all([
    knowMailboxes(tx, scope, { channel, mailboxes, alone: batch.messageClass === "commercial" }),
    lockMailboxes(tx, scope, channel, mailboxes),
    readCustomers(tx, scope, channel, customers),
    readSent(tx, scope, { batchId: batch.id, channel, mailboxes, customers, since, now }),
  ]);

  const going: ClaimedMessage[] = [];
  const later: { key: string; at: string }[] = [];
  const dead: { key: string; why: string; state: "dead" | "unknown" }[] = [];
  const without: MemberEnd[] = [];
  for (const row of rows) {
    const holders = members.filter(({ mailbox }) => mailbox === row.mailbox);
    const leader = holders.find(({ leads }) => leads) ?? holders[0];
    if (!leader) throw new Error(`Nobody of batch ${batch.id} has the mailbox of message ${row.key}`);
    // As is known of him at this moment: he may have moved since it was planned. Else it is the clock of the plan.
    const clock = clockOf(people.get(leader.customerId) ?? nowhere, leader.timeZone);
    const verdict = judge({
      messageClass: batch.messageClass,
      mailbox: states.get(row.mailbox) ?? { suppressed: null, suppressedWhy: null },
      holders: holders.map(({ customerId, cards }) => ({
        customerId,
        consent: people.get(customerId)?.consent ?? null,
        hasMoney: withMoney(cards, people.get(customerId)).length > 0,
        isElsewhere: isElsewhere(people.get(customerId), channel, row.mailbox),
      })),
      histories: [
        sent.toMailbox.get(row.mailbox) ?? [],
        ...holders.map(({ customerId }) => sent.toCustomer.get(customerId) ?? []),
      ],
      caps: clock.cap === null ? capsOf(group.setting) : [...capsOf(group.setting), clock.cap],
      quiet: { from: group.setting.quietFrom, to: group.setting.quietTo },
      timeZone: leader.timeZone,
      clock,
      now,
      uselessAt: row.uselessAt,
      lossOn: earliest(holders.map(({ lossOn }) => lossOn)),
    });
    if (verdict.does === "send") {
      going.push(claimed(row, verdict, { batch, holders, people }));
      without.push(...suppressedEnds(verdict.without));
    } else if (verdict.does === "wait") later.push({ key: row.key, at: verdict.until.toISOString() });
    // Nobody may say that it was never sent: a person has to find out.
    else if (row.mayBeThere) dead.push({ key: row.key, why: MAY_BE_THERE, state: "unknown" });
    else if (verdict.does === "suppress")
      await endSuppressed(tx, scope, { batch, row, address: leader.address, verdict, now });
    else dead.push({ key: row.key, why: verdict.why, state: "dead" });
  }
  // Whom a message does not tell is written down before it leaves: afterwards perhaps nobody is left who knows.
  await Promise.all([
    lease(tx, going, group.workerId),
    putOff(tx, later),
    handToPerson(tx, dead),
    endMembers(tx, scope, batch.id, without, now),
  ]);
  return going;
}

type Known = {
  batch: BatchRow;
  holders: readonly MemberRow[];
  people: ReadonlyMap<number, CustomerFacts>;
};

/** Whether the mailbox is not his any more: an import gave him another address, or the one that gave him this was withdrawn. */
function isElsewhere(person: CustomerFacts | undefined, channel: Channel, mailbox: string): boolean {
  // Nobody's device is kept.
  if (!person || channel === "push") return false;
  return person.address === null || mailboxOf(person.address, channel) !== mailbox;
}

/** Amounts are those of this moment: a message never names money that has been spent since it was planned. */
function claimed(
  row: DueRow,
  { to }: Extract<Verdict, { does: "send" }>,
  { batch, holders, people }: Known,
): ClaimedMessage {
  const told = holders.filter(({ customerId }) => to.includes(customerId));
  const leader = told.find(({ leads }) => leads) ?? told[0];
  if (!leader || leader.address === null) throw new Error(`Message ${row.key} has no address`);
  const isAlone = told.length === 1;
  const cards = told.flatMap(({ customerId, cards: own }) =>
    withMoney(own, people.get(customerId)).map(
      (card): MessageCard => ({ ...card, holder: isAlone ? null : (people.get(customerId)?.name ?? null) }),
    ),
  );
  return {
    key: row.key,
    mailbox: row.mailbox,
    address: leader.address,
    customerId: leader.customerId,
    to,
    member: {
      name: isAlone ? (people.get(leader.customerId)?.name ?? null) : null,
      currency: batch.currency,
      cards: soonestFirst(cards),
    },
    attempts: row.attempts + 1,
    uselessAt: row.uselessAt,
    mayBeThere: row.mayBeThere,
  };
}

function withMoney(cards: MemberRow["cards"], holder: CustomerFacts | undefined): MemberCard[] {
  return (cards as readonly MemberCard[]).flatMap((card) => {
    const balance = holder?.balances.get(card.cardId) ?? 0n;
    return balance > 0n ? [{ ...card, balance: balance.toString() }] : [];
  });
}

const earliest = (days: readonly (string | null)[]): string | null =>
  days.reduce<string | null>((first, day) => (day !== null && (first === null || day < first) ? day : first), null);

async function lease(tx: Tx, going: readonly ClaimedMessage[], workerId: string): Promise<void> {
  if (going.length === 0) return;
  await tx.execute(sql`
    update app.outbox set state = 'handing-over', leased_by = ${workerId}, attempts = attempts + 1,
      lease_until = clock_timestamp() + ${LEASE_MS}::int * interval '1 millisecond'
    where message_key = any (array (
      select jsonb_array_elements_text(${JSON.stringify(going.map(({ key }) => key))}::text::jsonb)::char(32)))`);
}

async function putOff(tx: Tx, later: readonly { key: string; at: string }[]): Promise<void> {
  if (later.length === 0) return;
  await tx.execute(sql`
    update app.outbox o set due_at = g.at
    from jsonb_to_recordset(${JSON.stringify(later)}::text::jsonb) g (key char(32), at timestamptz)
    where o.message_key = g.key`);
}

async function handToPerson(tx: Tx, dead: readonly { key: string; why: string; state: string }[]): Promise<void> {
  if (dead.length === 0) return;
  await tx.execute(sql`
    update app.outbox o set state = g.state, reply = g.why
    from jsonb_to_recordset(${JSON.stringify(dead)}::text::jsonb) g (key char(32), why text, state text)
    where o.message_key = g.key`);
}
