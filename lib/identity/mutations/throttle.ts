import { eq, sql } from "drizzle-orm";
import { type Tx, withGate } from "@/db/client";
import { throttle } from "@/db/schema/identity";
import { TooMany } from "@/lib/errors";
import { type LimitName, limits } from "../limits";
import { attempt } from "../throttle";
import { hashToken } from "../token";

/** Names are hashed: a list of buckets must not be a list of the addresses people tried. */
function bucketOf(limit: LimitName, name: string): string {
  return `${limit}:${hashToken(name).slice(0, 32)}`;
}

/**
 * Counts one attempt in a counter all processes share, in a transaction of its own so that it stays counted when the
 * attempt itself fails. Returns the seconds to wait, 0 when it may go on.
 */
export function countAttempt(limit: LimitName, name: string, now: Date): Promise<number> {
  return withGate("identity", (tx) => countIn(tx, limit, name, now));
}

/** The same within a transaction through the identity gate that will be committed whatever the answer. */
export async function countIn(tx: Tx, limit: LimitName, name: string, now: Date): Promise<number> {
  const bucket = bucketOf(limit, name);
  // Writing the bucket over itself locks the row and gives it back in one step.
  const [row] = await tx
    .insert(throttle)
    .values({ bucket, windowStartedAt: now, count: 0 })
    .onConflictDoUpdate({ target: throttle.bucket, set: { bucket } })
    .returning();
  const verdict = attempt(limits[limit], row && row.count > 0 ? row : null, now);
  if (verdict.allowed) await tx.update(throttle).set(verdict.next).where(eq(throttle.bucket, bucket));
  return verdict.retryAfterSeconds;
}

/** @throws TooMany when the limit is reached. */
export async function limitAttempts(limit: LimitName, name: string, now = new Date()): Promise<void> {
  const wait = await countAttempt(limit, name, now);
  if (wait > 0) throw new TooMany(wait);
}

/** After a success the count begins anew: who knows the password is no attacker. */
export async function forgetAttempts(tx: Tx, limit: LimitName, name: string): Promise<void> {
  await tx.delete(throttle).where(eq(throttle.bucket, bucketOf(limit, name)));
}

/** An attempt that succeeded is not held against the address: a whole office signs in from one. */
export async function giveBackAttempt(tx: Tx, limit: LimitName, name: string): Promise<void> {
  await tx
    .update(throttle)
    .set({ count: sql`greatest(${throttle.count} - 1, 0)`, blockedUntil: null })
    .where(eq(throttle.bucket, bucketOf(limit, name)));
}

/** The same in a transaction of its own. */
export function forgiveAttempt(limit: LimitName, name: string): Promise<void> {
  return withGate("identity", (tx) => giveBackAttempt(tx, limit, name));
}

export function countKeyRefusal(address: string | null): Promise<void> {
  return limitAttempts("badKey", address ?? "unknown");
}
