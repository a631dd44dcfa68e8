import { sql } from "drizzle-orm";
import { withGate, withScope } from "@/db/client";
import { receivedMail } from "@/db/schema/notification";
import { scopeForJob } from "@/lib/identity/scope";
import { mailboxOf } from "../../mailbox";
import type { ReadMail } from "../received-mail";

/**
 * Keeps a mail that reached the stand-in server. Whose it is says the key in its Message-ID: what did not come out of an
 * outbox belongs to nobody and is not kept.
 * @returns whether it was kept.
 */
export async function receiveMail(to: string, mail: ReadMail, now: Date): Promise<boolean> {
  const key = /^<([0-9a-f]{32})@/.exec(mail.messageId)?.[1];
  if (key === undefined) return false;
  const [row] = await withGate("system", (tx) =>
    tx.execute<{ issuer: number }>(sql`select issuer_id as issuer from app.outbox where message_key = ${key}`),
  );
  if (!row) return false;
  const scope = await scopeForJob(row.issuer, { personId: null, name: "mail server" });
  const { headers, subject, messageId, plain, html } = mail;
  await withScope(scope, (tx) =>
    tx.insert(receivedMail).values({
      issuerId: scope.issuerId,
      mailbox: mailboxOf(to, "email") ?? to,
      messageId,
      subject,
      headers: { ...headers },
      plain,
      html,
      receivedAt: now,
    }),
  );
  return true;
}
