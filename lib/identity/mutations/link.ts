import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { type Tx, withGate } from "@/db/client";
import { invitation, membership, person } from "@/db/schema/identity";
import { issuer } from "@/db/schema/programme";
import { Conflict, Invalid } from "@/lib/errors";
import type { Role } from "../constants";
import { hashPassword } from "../password";
import { passwordFault } from "../password-rules";
import { administersAll } from "../queries/members";
import { hashToken, newSalt } from "../token";
import { recordInGate } from "./audit";
import { endSessionsOf } from "./session";
import { recordForAll, type Visitor } from "./sign-in";

export type Purpose = "invite" | "reset";
export type OpenLink = {
  email: string;
  role: Role;
  issuerName: string;
  personName: string | null;
  hasAccount: boolean;
};

const dead = () => new DeadLink("This link was used, taken back or has expired. Ask for a new one.");

/** The only failure that says nothing good of who has the link: the others can be mended by him, or by waiting. */
export class DeadLink extends Conflict {}

/** What a one-time link is for. Used, revoked, expired and never made all look the same. */
export function getLink(token: string, purpose: Purpose, now: Date): Promise<OpenLink> {
  return withGate("identity", async (tx) => {
    const link = await lockLink(tx, token, purpose, now);
    const [who] = await tx.select().from(person).where(sql`lower(${person.email}) = ${link.email}`);
    const [whose] = await tx.select({ name: issuer.name }).from(issuer).where(eq(issuer.id, link.issuerId));
    const personName = who?.name ?? null;
    return {
      email: link.email,
      role: link.role,
      issuerName: whose?.name ?? "",
      personName,
      hasAccount: who !== undefined,
    };
  });
}

async function lockLink(tx: Tx, token: string, purpose: Purpose, now: Date) {
  const [link] = await tx
    .select()
    .from(invitation)
    .where(
      and(
        eq(invitation.tokenHash, hashToken(token)),
        eq(invitation.purpose, purpose),
        isNull(invitation.usedAt),
        isNull(invitation.revokedAt),
        gt(invitation.expiresAt, now),
      ),
    )
    .for("update");
  if (!link) throw dead();
  const email = link.email.toLowerCase();
  if (purpose === "reset") await refuseOutgrown(tx, email, link.invitedBy);
  return { ...link, email };
}

/**
 * A link for a new password was right when it was made; since then its person may have joined an issuer that its maker
 * does not administer, and the password would open that one too. The operator (no maker) may make one for anybody.
 */
async function refuseOutgrown(tx: Tx, email: string, maker: number | null): Promise<void> {
  const [who] = await tx.select({ id: person.id }).from(person).where(sql`lower(${person.email}) = ${email}`);
  if (!who || (maker !== null && !(await administersAll(tx, maker, who.id)))) throw dead();
}

type Acceptance = { token: string; name?: string | undefined; password?: string | undefined };

/**
 * Uses an invitation up. Who has an account already must be signed in to it: the link alone never opens an existing
 * account. Somebody new chooses name and password.
 */
export async function acceptInvitation(
  input: Acceptance,
  signedInAs: number | null,
  from: Visitor,
  now: Date,
): Promise<{ personId: number }> {
  const link = await getLink(input.token, "invite", now);
  const hash = link.hasAccount
    ? null
    : await hashNew(input.password, { email: link.email, ...(input.name ? { name: input.name } : {}) });
  return withGate("identity", async (tx) => {
    const { id, issuerId, email, role } = await lockLink(tx, input.token, "invite", now);
    const [known] = await tx.select().from(person).where(sql`lower(${person.email}) = ${email}`);
    if (known && known.id !== signedInAs)
      throw new Conflict("This address has an account. Sign in to it first, then open the link again.");
    if (known?.disabledAt) throw dead();
    const who = known ?? (await createPerson(tx, email, input.name, hash));
    const added = await tx
      .insert(membership)
      .values({ issuerId, personId: who.id, role })
      .onConflictDoNothing()
      .returning();
    if (added.length === 0) throw new Conflict("You are a member already.");
    await tx.update(invitation).set({ usedAt: now }).where(eq(invitation.id, id));
    const actor = { issuerId, personId: who.id, actor: who.name, address: from.address };
    await recordInGate(tx, actor, { action: "member.joined", subject: email, detail: { role } });
    if (!known) await recordForAll(tx, who, "sign-in.succeeded", from, { method: "invitation" });
    return { personId: who.id };
  });
}

async function createPerson(tx: Tx, email: string, name: string | undefined, passwordHash: string | null) {
  if (!name) throw new Invalid("Enter your name.", { fields: { name: "Enter your name." } });
  if (!passwordHash) throw new Conflict("Something changed meanwhile. Open the link again.");
  const [created] = await tx.insert(person).values({ email, name, passwordHash }).returning();
  if (!created) throw new Conflict("Something changed meanwhile. Open the link again.");
  return created;
}

export async function hashNew(password: string | undefined, person: { email: string; name?: string }): Promise<string> {
  const fault = password === undefined ? "Enter a password." : passwordFault(password, person);
  if (fault !== null || password === undefined) {
    throw new Invalid("Choose another password.", { fields: { password: fault ?? "Enter a password." } });
  }
  return hashPassword(password, newSalt());
}

/** Sets a new password through an admin's link. Every session of the person ends; who has the link goes in with a new one. */
export async function resetPassword(
  input: { token: string; password: string },
  from: Visitor,
  now: Date,
): Promise<{ personId: number }> {
  const link = await getLink(input.token, "reset", now);
  const passwordHash = await hashNew(input.password, {
    email: link.email,
    ...(link.personName ? { name: link.personName } : {}),
  });
  return withGate("identity", async (tx) => {
    const { id, email } = await lockLink(tx, input.token, "reset", now);
    const [who] = await tx
      .update(person)
      .set({ passwordHash })
      .where(sql`lower(${person.email}) = ${email}`)
      .returning();
    if (!who || who.disabledAt) throw dead();
    await tx.update(invitation).set({ usedAt: now }).where(eq(invitation.id, id));
    const ended = await endSessionsOf(tx, who.id, now);
    await recordForAll(tx, who, "password.changed", from, { by: "reset link", sessionsEnded: ended });
    await recordForAll(tx, who, "sign-in.succeeded", from, { method: "reset link" });
    return { personId: who.id };
  });
}
