import { eq, sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { holder } from "@/db/schema/escheat";
import { issuer } from "@/db/schema/programme";
import { Conflict } from "@/lib/errors";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/escheat-holder";
import { differences } from "@/lib/programme/differences";
import type { HolderInput } from "../holder-schema";
import { readHolder } from "../queries/holder";

/**
 * The holder as a whole. Legal name and state of incorporation stand on the issuer's own record; what follows the law
 * reads both from there. @throws Conflict when somebody else changed it since it was read.
 */
export function saveHolder(scope: Scope, input: HolderInput, now: Date): Promise<{ updatedAt: string | null }> {
  const { seen, ...wanted } = input;
  return withScope(scope, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('holder'), ${scope.issuerId}::int)`);
    const before = await readHolder(tx, scope);
    if ((before.updated?.at ?? null) !== seen) throw new Conflict(t("holder.meanwhile"));
    const changed = differences(before, wanted);
    if (Object.keys(changed).length === 0) return { updatedAt: seen };
    const { legalName, incorporation, ...entered } = wanted;
    const state = incorporation?.startsWith("US-") ? incorporation.slice("US-".length) : null;
    const abroad = state === null ? incorporation : null;
    await tx.update(issuer).set({ legalName, stateOfIncorporation: state }).where(eq(issuer.id, scope.issuerId));
    const row = { ...entered, incorporatedAbroad: abroad, updatedByName: scope.actor, updatedAt: now };
    await tx
      .insert(holder)
      .values({ issuerId: scope.issuerId, ...row })
      .onConflictDoUpdate({ target: holder.issuerId, set: row });
    await writeAudit(tx, scope, {
      action: "escheat.holder-changed",
      subject: legalName ?? scope.issuer.name,
      detail: changed,
    });
    return { updatedAt: now.toISOString() };
  });
}
