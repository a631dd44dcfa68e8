import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { type Tx, withGate } from "@/db/client";
import { invitation, membership, person, session } from "@/db/schema/identity";
import type { AuditKind } from "../audit-kinds";
import { currentCost, hashPassword, needsRehash, verifyPassword } from "../password";
import { newSalt } from "../token";
import { recordAtGate, recordInGate } from "./audit";
import { countAttempt, forgetAttempts, giveBackAttempt } from "./throttle";

export type Visitor = { address: string | null; userAgent: string | null };
export type Known = { id: number; email: string; name: string };
export type SignIn = { person: Known } | { person: null; retryAfterSeconds: number };

const DAY = 24 * 60 * 60 * 1000;
/** Verified against when there is no such account, so that both answers take the same time. */
const nobody = `scrypt$${currentCost.N}$${currentCost.r}$${currentCost.p}$${"A".repeat(22)}$${"A".repeat(43)}`;

/**
 * Tries an e-mail address and a password. Attempts are counted before anything is compared: per network address, per
 * account at that address, and per account at all addresses where nobody came in to it in the last 30 days. So who
 * guesses from one address locks out nobody but himself, and who guesses from many cannot lock the owner out where he
 * was before, or where he has opened an admin's link for a new password (which lets him in at once).
 */
export async function signInWithPassword(email: string, password: string, from: Visitor, now: Date): Promise<SignIn> {
  const account = email.trim().toLowerCase();
  const address = from.address ?? "unknown";
  const { found, hash, isKnownHere } = await withGate("identity", (tx) => findAccount(tx, account, from.address, now));
  const bucket = `${account} at ${address}`;
  // What one count refuses is no attempt for the next: one address could use up what all others have together.
  const wait =
    (await countAttempt("signInAddress", address, now)) ||
    (await countAttempt("signInAccount", bucket, now)) ||
    (isKnownHere ? 0 : await countAttempt("signInElsewhere", account, now));
  if (wait > 0) {
    const isWritten = (await countAttempt("blockedLine", account, now)) === 0;
    if (isWritten) await recordFor(found, "sign-in.blocked", from, { retryAfterSeconds: wait });
    return { person: null, retryAfterSeconds: wait };
  }
  const right = await verifyPassword(password, hash ?? nobody);
  if (!right || !found || !hash) {
    await recordFor(found, "sign-in.failed", from, { method: "password" });
    return { person: null, retryAfterSeconds: 0 };
  }
  const fresh = needsRehash(hash) ? await hashPassword(password, newSalt()) : null;
  await withGate("identity", async (tx) => {
    await forgetAttempts(tx, "signInAccount", bucket);
    await giveBackAttempt(tx, "signInAddress", address);
    if (!isKnownHere) await giveBackAttempt(tx, "signInElsewhere", account);
    if (fresh) await tx.update(person).set({ passwordHash: fresh }).where(eq(person.id, found.id));
    await recordForAll(tx, found, "sign-in.succeeded", from, { method: "password" });
  });
  return { person: found };
}

/** A disabled person is treated as absent: the hash is withheld, and with it every way in. */
async function findAccount(tx: Tx, account: string, address: string | null, now: Date) {
  const [row] = await tx
    .select({
      id: person.id,
      email: person.email,
      name: person.name,
      hash: person.passwordHash,
      off: person.disabledAt,
    })
    .from(person)
    .where(sql`lower(${person.email}) = ${account}`);
  if (!row) return { found: null, hash: null, isKnownHere: false };
  const [seen] = await tx
    .select({ personId: session.personId })
    .from(session)
    .where(
      and(
        eq(session.personId, row.id),
        address === null ? sql`false` : eq(session.address, address),
        gt(session.createdAt, new Date(now.getTime() - 30 * DAY)),
      ),
    )
    .limit(1);
  const found: Known = { id: row.id, email: row.email, name: row.name };
  return { found, hash: row.off ? null : row.hash, isKnownHere: seen !== undefined };
}

/**
 * Somebody the company's identity provider vouches for. Only a verified address counts, and only of a person who is
 * known here or has an open invitation: no account comes into being by itself.
 */
export function signInWithProvider(
  claims: { email: unknown; emailVerified: unknown; name: unknown },
  from: Visitor,
  now: Date,
): Promise<Known | null> {
  return withGate("identity", async (tx) => {
    const verified = claims.emailVerified === true && typeof claims.email === "string";
    const account = verified ? String(claims.email).trim().toLowerCase() : null;
    const [row] = account ? await tx.select().from(person).where(sql`lower(${person.email}) = ${account}`) : [];
    const known = row ?? (account ? await joinByInvitation(tx, account, claims.name, from, now) : null);
    if (!known || known.disabledAt) {
      await recordForAll(tx, known, "sign-in.failed", from, { method: "provider", verified });
      return null;
    }
    const found: Known = { id: known.id, email: known.email, name: known.name };
    await recordForAll(tx, found, "sign-in.succeeded", from, { method: "provider" });
    return found;
  });
}

async function joinByInvitation(tx: Tx, account: string, name: unknown, from: Visitor, now: Date) {
  const open = await tx
    .select()
    .from(invitation)
    .where(
      and(
        sql`lower(${invitation.email}) = ${account}`,
        eq(invitation.purpose, "invite"),
        isNull(invitation.usedAt),
        isNull(invitation.revokedAt),
        gt(invitation.expiresAt, now),
      ),
    )
    .for("update");
  if (open.length === 0) return null;
  const shown = typeof name === "string" && name.trim() ? name.trim().slice(0, 120) : account;
  const [created] = await tx.insert(person).values({ email: account, name: shown }).returning();
  if (!created) return null;
  for (const one of open) {
    await tx.insert(membership).values({ issuerId: one.issuerId, personId: created.id, role: one.role });
    await tx.update(invitation).set({ usedAt: now }).where(eq(invitation.id, one.id));
    const who = { issuerId: one.issuerId, personId: created.id, actor: created.name, address: from.address };
    await recordInGate(tx, who, { action: "member.joined", subject: created.email, detail: { role: one.role } });
  }
  return created;
}

function recordFor(
  who: Known | null,
  action: AuditKind,
  from: Visitor,
  detail: Record<string, unknown>,
): Promise<void> {
  if (who) return withGate("identity", (tx) => recordForAll(tx, who, action, from, detail));
  const stranger = { issuerId: null, personId: null, actor: "unknown", address: from.address };
  return recordAtGate(stranger, { action, subject: "unknown account", detail });
}

/** A person's comings and goings are written down for each issuer he works for, because each sees only its own trail. */
export async function recordForAll(
  tx: Tx,
  who: Known | null,
  action: AuditKind,
  from: { address: string | null },
  detail: Record<string, unknown>,
): Promise<void> {
  const issuers = who
    ? await tx.select({ id: membership.issuerId }).from(membership).where(eq(membership.personId, who.id))
    : [];
  const targets: (number | null)[] = issuers.length > 0 ? issuers.map((one) => one.id) : [null];
  for (const issuerId of targets) {
    const actor = { issuerId, personId: who?.id ?? null, actor: who?.name ?? "unknown", address: from.address };
    await recordInGate(tx, actor, { action, subject: who?.email ?? "unknown account", detail });
  }
}
