import type { Scope } from "@/lib/identity/scope";
import type { ClaimedBatch, ClaimedMessage } from "../claimed";
import { type Composed, compose } from "../compose";
import type { Handled } from "../mutations/outcome";
import { HAND_OVER_MS, LEASE_MS, type Provider, shortReply } from "../provider";
import type { Turns } from "./turns";

export type Links = { readonly baseUrl: string; readonly secret: string };

/** A message may be begun only while so much of its lease is left that it ends within it. */
const BEGIN_BEFORE_MS = LEASE_MS - HAND_OVER_MS - 1_000;

/** When a message may be begun, and since when it is leased: both as `performance.now` counts. */
export type Turn = { readonly at: number; readonly leasedAt: number; readonly now: Date; readonly turns: Turns };

/**
 * Writes one message out, waits for its turn and hands it over. Null: not begun, because this process was held up for so
 * long that others would soon take the message for lost.
 */
export async function handOverOne(
  { scope, batch, provider, links }: { scope: Scope; batch: ClaimedBatch; provider: Provider; links: Links },
  message: ClaimedMessage,
  { at, leasedAt, now, turns }: Turn,
): Promise<Handled | null> {
  let composed: Composed;
  try {
    const { id: issuerId, name: issuerName, timeZone } = scope.issuer;
    composed = await compose({ issuerId, issuerName, timeZone, ...links }, batch, message, now);
  } catch (error) {
    const reply = shortReply(`It could not be written: ${(error as Error).message}`);
    // Of one that may be there from an earlier attempt nobody can say that it was never sent.
    const result = message.mayBeThere ? "unknown" : "failed";
    return { message, handOver: { result, reply }, subject: null, contentHash: null };
  }
  if (at - leasedAt > BEGIN_BEFORE_MS) return null;
  await turns.begin(at);
  if (performance.now() - leasedAt > BEGIN_BEFORE_MS) return null;
  const handOver = await provider.send(composed.message);
  return { message, handOver, subject: composed.message.subject, contentHash: composed.contentHash };
}
