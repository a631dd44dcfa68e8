import { and, asc, eq } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { escheatRule, escheatRuleConfirmation } from "@/db/schema/escheat";
import { civilDateIn } from "@/lib/dates";
import { Invalid } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import type { PropertyKind } from "../constants";
import { type KeptLaw, lawBook } from "../law-versions";
import type { Confirmation, OwnVersion } from "../own-version";
import type { Rulebook } from "../rulebook";

/** One law, or all of them. */
export type WhichLaw = { readonly jurisdiction: string; readonly property: PropertyKind };

/** The law the issuer works by: ours, its own versions over it, and what has been confirmed of both. */
export const loadRulebook = (scope: Scope): Promise<Rulebook> =>
  withScope(scope, (tx) => readRulebook(tx, scope), { readOnly: true });

/** @throws Invalid that names an own version in force which is no rule any more: nothing is computed without it. */
export async function readRulebook(tx: Tx, scope: Scope): Promise<Rulebook> {
  const { rulebook, faults } = lawBook(await readKeptLaw(tx, scope));
  if (faults.length > 0) throw new Invalid(faults.join(" "), { status: 422 });
  return rulebook;
}

export async function readKeptLaw(tx: Tx, scope: Scope, law?: WhichLaw): Promise<KeptLaw> {
  return { own: await readOwnVersions(tx, scope, law), confirmations: await readConfirmations(tx, scope, law) };
}

/** Every version the issuer has written, those included whose place another has taken; by jurisdiction and number. */
async function readOwnVersions(tx: Tx, scope: Scope, law?: WhichLaw): Promise<OwnVersion[]> {
  const rows = await tx
    .select()
    .from(escheatRule)
    .where(
      and(
        eq(escheatRule.issuerId, scope.issuerId),
        law && eq(escheatRule.jurisdiction, law.jurisdiction),
        law && eq(escheatRule.property, law.property),
      ),
    )
    .orderBy(asc(escheatRule.jurisdiction), asc(escheatRule.property), asc(escheatRule.version));
  return rows.map(({ id: _, issuerId: __, rule, createdAt, ...row }) => ({
    ...row,
    json: rule,
    createdAt: createdAt.toISOString(),
  }));
}

async function readConfirmations(tx: Tx, scope: Scope, law?: WhichLaw): Promise<Confirmation[]> {
  const given = escheatRuleConfirmation;
  const rows = await tx
    .select()
    .from(given)
    .where(
      and(
        eq(given.issuerId, scope.issuerId),
        law && eq(given.jurisdiction, law.jurisdiction),
        law && eq(given.property, law.property),
      ),
    )
    .orderBy(asc(given.confirmedAt));
  return rows.map((row) => ({
    jurisdiction: row.jurisdiction,
    property: row.property,
    version: row.version,
    ruleHash: row.ruleHash,
    note: row.note,
    by: row.confirmedByName,
    personId: row.confirmedBy,
    on: civilDateIn(scope.issuer.timeZone, row.confirmedAt),
    at: row.confirmedAt.toISOString(),
  }));
}
