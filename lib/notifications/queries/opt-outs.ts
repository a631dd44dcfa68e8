import { and, eq } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { optOut } from "@/db/schema/notification";
import type { Scope } from "@/lib/identity/scope";
import type { Channel } from "../constants";
import { type OptOutCovers, standingOf } from "../opt-out/standing";

type Address = { readonly channel: Channel; readonly mailbox: string };

/** What the holder of a mailbox has last said, within a transaction of the issuer's. */
export async function readStanding(
  tx: Tx,
  scope: Pick<Scope, "issuerId">,
  { channel, mailbox }: Address,
): Promise<OptOutCovers> {
  const said = await tx
    .select({ covers: optOut.covers })
    .from(optOut)
    .where(and(eq(optOut.issuerId, scope.issuerId), eq(optOut.channel, channel), eq(optOut.mailbox, mailbox)))
    .orderBy(optOut.id);
  return standingOf(said.map(({ covers }) => covers));
}

export function getStanding(scope: Scope, address: Address): Promise<OptOutCovers> {
  return withScope(scope, (tx) => readStanding(tx, scope, address), { readOnly: true });
}
