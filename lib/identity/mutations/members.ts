import { and, asc, eq, isNull, ne, sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { invitation, membership, person } from "@/db/schema/identity";
import { Conflict, NotFound } from "@/lib/errors";
import type { AuditKind } from "../audit-kinds";
import type { Role } from "../constants";
import { INVITATION_LIFE, RESET_LIFE } from "../limits";
import { administersAll } from "../queries/members";
import type { Scope } from "../scope";
import { hashToken, newToken } from "../token";
import { recordInGate, writeAudit } from "./audit";
import { endSessionsOf } from "./session";

export type Link = { token: string; expiresAt: Date };

/** A one-time link for somebody to join. An earlier open one for the same address is taken back. */
export function inviteMember(scope: Scope, input: { email: string; role: Role }, now: Date): Promise<Link> {
  return withScope(scope, async (tx) => {
    const [present] = await tx
      .select({ disabledAt: membership.disabledAt })
      .from(membership)
      .innerJoin(person, eq(person.id, membership.personId))
      .where(and(eq(membership.issuerId, scope.issuerId), sql`lower(${person.email}) = ${input.email}`));
    if (present) {
      throw new Conflict(
        present.disabledAt
          ? "This person is a disabled member. Enable the membership instead."
          : "This person is a member already.",
      );
    }
    await revokeOpenLinks(tx, scope, input.email, "invite", now);
    await writeAudit(tx, scope, { action: "member.invited", subject: input.email, detail: { role: input.role } });
    return createLink(tx, scope, { ...input, purpose: "invite", expiresAt: new Date(now.getTime() + INVITATION_LIFE) });
  });
}

export function revokeInvitation(scope: Scope, invitationId: number, now: Date): Promise<void> {
  return withScope(scope, async (tx) => {
    const [revoked] = await tx
      .update(invitation)
      .set({ revokedAt: now })
      .where(
        and(
          eq(invitation.issuerId, scope.issuerId),
          eq(invitation.id, invitationId),
          isNull(invitation.usedAt),
          isNull(invitation.revokedAt),
        ),
      )
      .returning({ email: invitation.email });
    if (!revoked) throw new NotFound("This open invitation");
    await writeAudit(tx, scope, { action: "invitation.revoked", subject: revoked.email });
  });
}

/** The person signs in anew with the new role: no session outlives a change of what it may do. */
export function changeRole(scope: Scope, input: { personId: number; role: Role }, now: Date): Promise<void> {
  return change(scope, input.personId, now, "member.role-changed", async (tx, member, where) => {
    if (member.role === input.role) throw new Conflict("The member has this role already.");
    await tx.update(membership).set({ role: input.role }).where(where);
    return { from: member.role, to: input.role };
  });
}

export function disableMember(scope: Scope, personId: number, now: Date): Promise<void> {
  return change(scope, personId, now, "member.disabled", async (tx, member, where) => {
    if (member.disabledAt) throw new Conflict("The member is disabled already.");
    await tx.update(membership).set({ disabledAt: now }).where(where);
    return {};
  });
}

export function enableMember(scope: Scope, personId: number, now: Date): Promise<void> {
  return change(scope, personId, now, "member.enabled", async (tx, member, where) => {
    if (!member.disabledAt) throw new Conflict("The member is not disabled.");
    await tx.update(membership).set({ disabledAt: null }).where(where);
    return {};
  });
}

export function removeMember(scope: Scope, personId: number, now: Date): Promise<void> {
  return change(scope, personId, now, "member.removed", async (tx, member, where) => {
    await tx.delete(membership).where(where);
    return { role: member.role };
  });
}

export function endMemberSessions(scope: Scope, personId: number, now: Date): Promise<void> {
  return change(scope, personId, now, "session.ended", async () => ({ by: "admin" }));
}

type Member = { name: string; email: string; role: Role; disabledAt: Date | null };
type Act = (tx: Tx, member: Member, where: ReturnType<typeof whereMember>) => Promise<Record<string, unknown>>;

function whereMember(scope: Scope, personId: number) {
  return and(eq(membership.issuerId, scope.issuerId), eq(membership.personId, personId));
}

/**
 * One change to one member: the admins of the issuer are locked first, in one order, so that two of them cannot remove
 * each other at the same moment and leave nobody. The audit line and the end of the person's sessions belong to the same
 * transaction.
 */
function change(scope: Scope, personId: number, now: Date, action: AuditKind, act: Act): Promise<void> {
  return withScope(scope, async (tx) => {
    await listActiveAdmins(tx, scope);
    const where = whereMember(scope, personId);
    const [member] = await tx
      .select({ name: person.name, email: person.email, role: membership.role, disabledAt: membership.disabledAt })
      .from(membership)
      .innerJoin(person, eq(person.id, membership.personId))
      .where(where);
    if (!member) throw new NotFound("This member");
    const detail = await act(tx, member, where);
    if ((await listActiveAdmins(tx, scope)).length === 0) {
      throw new Conflict("An issuer needs at least one admin. Make somebody else an admin first.");
    }
    await writeAudit(tx, scope, { action, subject: member.email, detail });
    await tx.execute(sql`select app.open_gate('identity')`);
    if ((await endSessionsOf(tx, personId, now)) > 0) await tellOtherIssuers(tx, scope, personId, member.email);
  });
}

/** Sessions are a person's, not an issuer's: where else he works, the trail says why he was signed out, and not by whom. */
async function tellOtherIssuers(tx: Tx, scope: Scope, personId: number, email: string): Promise<void> {
  const others = await tx
    .select({ issuerId: membership.issuerId })
    .from(membership)
    .where(and(eq(membership.personId, personId), ne(membership.issuerId, scope.issuerId)));
  for (const { issuerId } of others) {
    const who = { issuerId, personId: null, actor: "admin of another issuer", address: null };
    await recordInGate(tx, who, { action: "session.ended", subject: email });
  }
}

function listActiveAdmins(tx: Tx, scope: Scope) {
  return tx
    .select({ personId: membership.personId })
    .from(membership)
    .where(and(eq(membership.issuerId, scope.issuerId), eq(membership.role, "admin"), isNull(membership.disabledAt)))
    .orderBy(asc(membership.personId))
    .for("update");
}

/**
 * A link to choose a new password. A password opens everything its person may see, so this is only for people all of
 * whose memberships this admin administers: nobody gains another issuer's data through it.
 */
export function createResetLink(scope: Scope, personId: number, now: Date): Promise<Link> {
  return withScope(scope, async (tx) => {
    const [member] = await tx
      .select({ email: person.email, role: membership.role })
      .from(membership)
      .innerJoin(person, eq(person.id, membership.personId))
      .where(whereMember(scope, personId));
    if (!member) throw new NotFound("This member");
    await refuseForeignMember(tx, scope, personId);
    await revokeOpenLinks(tx, scope, member.email, "reset", now);
    await writeAudit(tx, scope, { action: "member.reset-link", subject: member.email });
    return createLink(tx, scope, { ...member, purpose: "reset", expiresAt: new Date(now.getTime() + RESET_LIFE) });
  });
}

async function refuseForeignMember(tx: Tx, scope: Scope, personId: number): Promise<void> {
  await tx.execute(sql`select app.open_gate('identity')`);
  const isForeign = scope.kind !== "operator" && !(await administersAll(tx, scope.personId ?? 0, personId));
  if (isForeign) {
    throw new Conflict("This person also works for another issuer, so only the operator can make this link.");
  }
  await tx.execute(sql`select app.set_scope(${scope.issuerId}::int, ${scope.partnerId}::int, ${scope.personId}::int)`);
}

function revokeOpenLinks(tx: Tx, scope: Scope, email: string, purpose: "invite" | "reset", now: Date) {
  return tx
    .update(invitation)
    .set({ revokedAt: now })
    .where(
      and(
        eq(invitation.issuerId, scope.issuerId),
        eq(invitation.purpose, purpose),
        sql`lower(${invitation.email}) = lower(${email})`,
        isNull(invitation.usedAt),
        isNull(invitation.revokedAt),
      ),
    );
}

type NewLink = { email: string; role: Role; purpose: "invite" | "reset"; expiresAt: Date };

async function createLink(tx: Tx, scope: Scope, { email, role, purpose, expiresAt }: NewLink): Promise<Link> {
  const token = newToken();
  await tx.insert(invitation).values({
    issuerId: scope.issuerId,
    email,
    role,
    purpose,
    tokenHash: hashToken(token),
    invitedBy: scope.personId,
    expiresAt,
  });
  return { token, expiresAt };
}
