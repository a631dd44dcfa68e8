import { and, asc, eq, gt, isNull } from "drizzle-orm";
import { type Tx, withGate } from "@/db/client";
import { membership, person, session } from "@/db/schema/identity";
import { issuer } from "@/db/schema/programme";
import { SESSION_IDLE } from "../limits";
import { hashToken } from "../token";

export const issuerFacts = {
  id: issuer.id,
  code: issuer.code,
  name: issuer.name,
  currency: issuer.currency,
  timeZone: issuer.timeZone,
  stateOfIncorporation: issuer.stateOfIncorporation,
  privacyFloor: issuer.privacyFloor,
  isDemo: issuer.isDemo,
};
/** What every screen may know of the issuer it works for. */
export type IssuerFacts = Pick<typeof issuer.$inferSelect, keyof typeof issuerFacts>;
export type Membership = { role: string; issuer: IssuerFacts };
export type SessionFacts = {
  tokenHash: string;
  person: { id: number; email: string; name: string; language: string };
  lastSeenAt: Date;
  memberships: readonly Membership[];
};

/**
 * Who carries this token now. Null when the session was ended, stood idle too long, passed its absolute end, or its
 * person was disabled: all of it is asked of the database at every request, so nothing outlives its end.
 */
export function findSession(token: string, now: Date): Promise<SessionFacts | null> {
  return withGate("identity", async (tx) => {
    const tokenHash = hashToken(token);
    const rows = await tx
      .select({
        lastSeenAt: session.lastSeenAt,
        person: { id: person.id, email: person.email, name: person.name, language: person.language },
        role: membership.role,
        issuer: issuerFacts,
      })
      .from(session)
      .innerJoin(person, eq(person.id, session.personId))
      .leftJoin(membership, and(eq(membership.personId, person.id), isNull(membership.disabledAt)))
      .leftJoin(issuer, eq(issuer.id, membership.issuerId))
      .where(
        and(
          eq(session.tokenHash, tokenHash),
          isNull(session.endedAt),
          gt(session.expiresAt, now),
          gt(session.lastSeenAt, new Date(now.getTime() - SESSION_IDLE)),
          isNull(person.disabledAt),
        ),
      )
      .orderBy(asc(issuer.name), asc(issuer.id));
    const [first] = rows;
    if (!first) return null;
    const memberships = rows.flatMap(({ role, issuer }) => (role && issuer ? [{ role, issuer }] : []));
    return { tokenHash, lastSeenAt: first.lastSeenAt, person: first.person, memberships };
  });
}

export async function findIssuer(tx: Tx, which: { id: number } | { code: string }): Promise<IssuerFacts | null> {
  const match = "id" in which ? eq(issuer.id, which.id) : eq(issuer.code, which.code);
  const [found] = await tx.select(issuerFacts).from(issuer).where(match);
  return found ?? null;
}
