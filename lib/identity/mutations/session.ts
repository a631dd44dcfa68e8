import { and, eq, isNull, ne } from "drizzle-orm";
import { type Tx, withGate } from "@/db/client";
import { person, session } from "@/db/schema/identity";
import { SESSION_ABSOLUTE, SESSION_TOUCH } from "../limits";
import { hashToken, newToken } from "../token";

type Origin = { address: string | null; userAgent: string | null };

/** A new session under a new random token; an older one of the same browser ends. Only the token's hash is kept. */
export async function createSession(
  tx: Tx,
  personId: number,
  { address, userAgent }: Origin,
  now: Date,
  replaces?: string,
): Promise<string> {
  if (replaces) await endSession(tx, hashToken(replaces), now);
  const token = newToken();
  await tx.insert(session).values({
    tokenHash: hashToken(token),
    personId,
    createdAt: now,
    lastSeenAt: now,
    expiresAt: new Date(now.getTime() + SESSION_ABSOLUTE),
    userAgent: userAgent?.slice(0, 200) ?? null,
    address,
  });
  await tx.update(person).set({ lastSeenAt: now }).where(eq(person.id, personId));
  return token;
}

/** The same in a transaction of its own: for who has signed in, or whom a one-time link has let in. */
export function enter(personId: number, from: Origin, now: Date, replaces?: string): Promise<string> {
  return withGate("identity", (tx) => createSession(tx, personId, from, now, replaces));
}

export async function endSession(tx: Tx, tokenHash: string, now: Date): Promise<number | null> {
  const [ended] = await tx
    .update(session)
    .set({ endedAt: now })
    .where(and(eq(session.tokenHash, tokenHash), isNull(session.endedAt)))
    .returning({ personId: session.personId });
  return ended?.personId ?? null;
}

/** Ends all of a person's sessions, or all but the one he is using. Returns how many there were. */
export async function endSessionsOf(tx: Tx, personId: number, now: Date, exceptTokenHash?: string): Promise<number> {
  const ended = await tx
    .update(session)
    .set({ endedAt: now })
    .where(
      and(
        eq(session.personId, personId),
        isNull(session.endedAt),
        exceptTokenHash ? ne(session.tokenHash, exceptTokenHash) : undefined,
      ),
    )
    .returning({ tokenHash: session.tokenHash });
  return ended.length;
}

/** Notes that the session is in use, at most once a minute. */
export async function touchSession(used: { tokenHash: string; lastSeenAt: Date; person: { id: number } }, now: Date) {
  if (now.getTime() - used.lastSeenAt.getTime() < SESSION_TOUCH) return;
  await withGate("identity", async (tx) => {
    await tx
      .update(session)
      .set({ lastSeenAt: now })
      .where(and(eq(session.tokenHash, used.tokenHash), isNull(session.endedAt)));
    await tx.update(person).set({ lastSeenAt: now }).where(eq(person.id, used.person.id));
  });
}
