import { and, asc, desc, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import { type Tx, withGate, withScope } from "@/db/client";
import { apiKey, invitation, membership, person, session } from "@/db/schema/identity";
import { SESSION_IDLE } from "../limits";
import { permissionsOf } from "../permissions";
import type { Scope } from "../scope";
import type { SessionFacts } from "./session";

export type MemberRow = {
  personId: number;
  name: string;
  email: string;
  role: string;
  disabledAt: Date | null;
  lastSeenAt: Date | null;
  hasPassword: boolean;
  sessions: number;
};

/** The issuer's members by name, disabled ones included. */
export async function listMembers(scope: Scope, now: Date): Promise<MemberRow[]> {
  const members = await withScope(
    scope,
    (tx) =>
      tx
        .select({
          personId: person.id,
          name: person.name,
          email: person.email,
          role: membership.role,
          disabledAt: membership.disabledAt,
          lastSeenAt: person.lastSeenAt,
          hasPassword: sql<boolean>`${person.passwordHash} is not null`,
        })
        .from(membership)
        .innerJoin(person, eq(person.id, membership.personId))
        .where(eq(membership.issuerId, scope.issuerId))
        .orderBy(asc(person.name), asc(person.id)),
    { readOnly: true },
  );
  const open = await countSessions(
    members.map((member) => member.personId),
    now,
  );
  return members.map((member) => ({ ...member, sessions: open.get(member.personId) ?? 0 }));
}

async function countSessions(people: number[], now: Date): Promise<Map<number, number>> {
  if (people.length === 0) return new Map();
  const rows = await withGate("identity", (tx) =>
    tx
      .select({ personId: session.personId, count: sql<number>`count(*)::int` })
      .from(session)
      .where(and(inArray(session.personId, people), live(now)))
      .groupBy(session.personId),
  );
  return new Map(rows.map((row) => [row.personId, row.count]));
}

function live(now: Date) {
  const idleSince = new Date(now.getTime() - SESSION_IDLE);
  return and(isNull(session.endedAt), gt(session.expiresAt, now), gt(session.lastSeenAt, idleSince));
}

export type InvitationRow = { id: number; email: string; role: string; expiresAt: Date; createdAt: Date };

/** Invitations that can still be used, the youngest first. */
export function listOpenInvitations(scope: Scope, now: Date): Promise<InvitationRow[]> {
  return withScope(
    scope,
    (tx) =>
      tx
        .select({
          id: invitation.id,
          email: invitation.email,
          role: invitation.role,
          expiresAt: invitation.expiresAt,
          createdAt: invitation.createdAt,
        })
        .from(invitation)
        .where(
          and(
            eq(invitation.issuerId, scope.issuerId),
            eq(invitation.purpose, "invite"),
            isNull(invitation.usedAt),
            isNull(invitation.revokedAt),
            gt(invitation.expiresAt, now),
          ),
        )
        .orderBy(desc(invitation.createdAt))
        .limit(100),
    { readOnly: true },
  );
}

/**
 * Whether somebody administers every issuer the person belongs to, by a disabled membership too. Asked with the identity
 * gate open, because only there all of a person's memberships are seen.
 */
export async function administersAll(tx: Tx, adminId: number, personId: number): Promise<boolean> {
  const rows = await tx
    .select({
      issuerId: membership.issuerId,
      personId: membership.personId,
      role: membership.role,
      off: membership.disabledAt,
    })
    .from(membership)
    .where(inArray(membership.personId, [personId, adminId]));
  const administered = new Set(
    rows
      .filter((row) => row.personId === adminId && !row.off && permissionsOf(row.role).has("member.manage"))
      .map((row) => row.issuerId),
  );
  return rows.every((row) => row.personId !== personId || administered.has(row.issuerId));
}

export type KeyRow = {
  id: number;
  name: string;
  prefix: string;
  scopes: readonly string[];
  createdAt: Date;
  createdBy: string | null;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
};

/** Keys, live ones first. Never the key itself: nobody has it any more. */
export function listKeys(scope: Scope, limit = 200): Promise<KeyRow[]> {
  return withScope(
    scope,
    (tx) =>
      tx
        .select({
          id: apiKey.id,
          name: apiKey.name,
          prefix: apiKey.prefix,
          scopes: apiKey.scopes,
          createdAt: apiKey.createdAt,
          createdBy: person.name,
          expiresAt: apiKey.expiresAt,
          lastUsedAt: apiKey.lastUsedAt,
          revokedAt: apiKey.revokedAt,
        })
        .from(apiKey)
        .leftJoin(person, eq(person.id, apiKey.createdBy))
        .where(eq(apiKey.issuerId, scope.issuerId))
        .orderBy(sql`${apiKey.revokedAt} is not null`, desc(apiKey.createdAt))
        .limit(limit),
    { readOnly: true },
  );
}

export type OwnSession = {
  userAgent: string | null;
  address: string | null;
  createdAt: Date;
  lastSeenAt: Date;
  isThis: boolean;
};

/** A person's own open sessions, the one in use first. */
export async function listOwnSessions(own: SessionFacts, now: Date): Promise<OwnSession[]> {
  const rows = await withGate("identity", (tx) =>
    tx
      .select()
      .from(session)
      .where(and(eq(session.personId, own.person.id), live(now)))
      .orderBy(desc(session.lastSeenAt))
      .limit(50),
  );
  const shown = rows.map(({ userAgent, address, createdAt, lastSeenAt, tokenHash }) => ({
    userAgent,
    address,
    createdAt,
    lastSeenAt,
    isThis: tokenHash === own.tokenHash,
  }));
  return shown.sort((a, b) => Number(b.isThis) - Number(a.isThis));
}

export async function hasOwnPassword(own: SessionFacts): Promise<boolean> {
  const [row] = await withGate("identity", (tx) =>
    tx
      .select({ has: sql<boolean>`${person.passwordHash} is not null` })
      .from(person)
      .where(eq(person.id, own.person.id)),
  );
  return row?.has ?? false;
}
