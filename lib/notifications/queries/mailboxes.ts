import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { NotFound } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import type { Channel, Outcome } from "../constants";
import { type MailboxEvent, readMailboxEvents } from "../events/queries/events";
import { mailboxesPerPage } from "../sending/constants";
import type { MailboxParams } from "../sending/schema";

export type SuppressedWhy = "opted-out" | "bounced" | "complained" | "by-hand";
export type MailboxLine = {
  readonly channel: Channel;
  readonly mailbox: string;
  readonly suppressed: "commercial" | "all" | null;
  readonly suppressedWhy: SuppressedWhy | null;
  readonly lastSentAt: string | null;
};

const instant = (text: string | null) => (text === null ? null : new Date(text).toISOString());

/** Mailboxes of which something is known, by their name; `q` is how it begins. */
export function listMailboxes(
  scope: Scope,
  { q, suppressed, page }: MailboxParams,
  perPage = mailboxesPerPage,
): Promise<{ items: MailboxLine[]; total: number }> {
  const begins = q ? sql`and starts_with(mailbox, ${q.toLowerCase()})` : sql``;
  const only = suppressed ? sql`and suppressed is not null` : sql``;
  return withScope(
    scope,
    async (tx) => {
      const rows = await tx.execute<MailboxLine & { total: number }>(sql`
        select channel, mailbox, suppressed, suppressed_why as "suppressedWhy", last_sent_at as "lastSentAt",
          count(*) over ()::int as total
        from app.mailbox where issuer_id = ${scope.issuerId} ${begins} ${only}
        order by mailbox, channel limit ${perPage} offset ${(page - 1) * perPage}`);
      const items = rows.map(({ total: _, ...row }) => ({ ...row, lastSentAt: instant(row.lastSentAt) }));
      return { items, total: rows[0]?.total ?? 0 };
    },
    { readOnly: true },
  );
}

export type MailboxMessage = {
  readonly key: string;
  readonly batchId: number;
  readonly outcome: Outcome;
  readonly note: string | null;
  readonly subject: string | null;
  readonly endedAt: string;
};
export type ReceivedLine = { readonly id: number; readonly subject: string; readonly receivedAt: string };
export type MailboxWord = {
  readonly covers: "commercial" | "all" | "nothing";
  readonly via: string;
  readonly reason: string | null;
  readonly actor: string;
  readonly occurredAt: string;
};
export type MailboxDetail = MailboxLine & {
  readonly reply: string | null;
  readonly suppressedAt: string | null;
  readonly messages: readonly MailboxMessage[];
  /** What the stand-in mail server kept. */
  readonly received: readonly ReceivedLine[];
  /** What providers reported of it. */
  readonly events: readonly MailboxEvent[];
  readonly words: readonly MailboxWord[];
};

const MOST = 100;

/** All that is known of a mailbox, the newest first. @throws NotFound. */
export function getMailbox(scope: Scope, channel: Channel, mailbox: string): Promise<MailboxDetail> {
  const { issuerId } = scope;
  const mine = sql`issuer_id = ${issuerId} and channel = ${channel} and mailbox = ${mailbox}`;
  return withScope(
    scope,
    async (tx) => {
      const [row] = await tx.execute<MailboxLine & { reply: string | null; suppressedAt: string | null }>(sql`
        select channel, mailbox, suppressed, suppressed_why as "suppressedWhy", suppressed_at as "suppressedAt", reply,
          last_sent_at as "lastSentAt" from app.mailbox where ${mine}`);
      if (!row) throw new NotFound("This mailbox");
      const messages = await tx.execute<MailboxMessage>(sql`
        select message_key as key, batch_id as "batchId", outcome, note, subject, ended_at as "endedAt" from app.message
        where ${mine} order by ended_at desc limit ${MOST}`);
      const received =
        channel === "email"
          ? await tx.execute<ReceivedLine>(sql`
              select id, subject, received_at as "receivedAt" from app.received_mail
              where issuer_id = ${issuerId} and mailbox = ${mailbox} order by id desc limit ${MOST}`)
          : [];
      const words = await tx.execute<MailboxWord>(sql`
        select covers, via, reason, actor, occurred_at as "occurredAt" from app.opt_out where ${mine}
        order by id desc limit ${MOST}`);
      const events = await readMailboxEvents(tx, scope, { channel, mailbox, limit: MOST });
      return {
        ...row,
        events,
        lastSentAt: instant(row.lastSentAt),
        suppressedAt: instant(row.suppressedAt),
        messages: messages.map((one) => ({ ...one, endedAt: new Date(one.endedAt).toISOString() })),
        received: received.map((one) => ({
          ...one,
          id: Number(one.id),
          receivedAt: new Date(one.receivedAt).toISOString(),
        })),
        words: words.map((one) => ({ ...one, occurredAt: new Date(one.occurredAt).toISOString() })),
      };
    },
    { readOnly: true },
  );
}

export type ReceivedMail = {
  readonly id: number;
  readonly subject: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly plain: string;
  readonly html: string | null;
  readonly receivedAt: string;
};

/** A mail as it arrived at the stand-in server; null: that mailbox has none of that number. */
export function findReceived(scope: Scope, mailbox: string, id: number): Promise<ReceivedMail | null> {
  return withScope(
    scope,
    async (tx) => {
      const [row] = await tx.execute<ReceivedMail>(sql`
        select id, subject, headers, plain, html, received_at as "receivedAt" from app.received_mail
        where issuer_id = ${scope.issuerId} and mailbox = ${mailbox} and id = ${id}`);
      return row ? { ...row, id: Number(row.id), receivedAt: new Date(row.receivedAt).toISOString() } : null;
    },
    { readOnly: true },
  );
}
