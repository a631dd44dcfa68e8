import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import { channels } from "../constants";
import type { Address } from "../queries/other-addresses";
import { knowMailboxes, lockMailboxes } from "../sending/queries/claim-facts";

type Of = Pick<Scope, "issuerId">;

/**
 * Until the end of the transaction no import gives a holder of this issuer another address: a no and a move that meet would
 * else both read what was before the other, and the no would stay behind.
 */
export async function whileNobodyMoves(tx: Tx, { issuerId }: Of): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(hashtext('notification.opt-out'), ${issuerId}::int)`);
}

/** The other side: until the end of the transaction every no waits, so that it is asked for last of all. */
export async function whileNobodySpeaks(tx: Tx, { issuerId }: Of): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('notification.opt-out'), ${issuerId}::int)`);
}

/** Makes and locks the rows of mailboxes in the order in which the sender does, who takes one channel at a time. */
export async function lockAddresses(tx: Tx, scope: Of, addresses: readonly Address[]): Promise<void> {
  for (const channel of channels) {
    const mailboxes = addresses.filter((one) => one.channel === channel).map(({ mailbox }) => mailbox);
    if (mailboxes.length === 0) continue;
    await knowMailboxes(tx, scope, { channel, mailboxes, alone: false });
    await lockMailboxes(tx, scope, channel, mailboxes);
  }
}
