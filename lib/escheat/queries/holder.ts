import { eq } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { holder } from "@/db/schema/escheat";
import { issuer } from "@/db/schema/programme";
import type { Scope } from "@/lib/identity/scope";
import { type Holder, incorporationOf } from "../holder";

/** The issuer as states know it. `issuerFactsOf` makes of it what a determination needs. */
export const loadHolder = (scope: Scope): Promise<Holder> =>
  withScope(scope, (tx) => readHolder(tx, scope), { readOnly: true });

export async function readHolder(tx: Tx, scope: Scope): Promise<Holder> {
  const [found] = await tx
    .select({ legalName: issuer.legalName, state: issuer.stateOfIncorporation, entered: holder })
    .from(issuer)
    .leftJoin(holder, eq(holder.issuerId, issuer.id))
    .where(eq(issuer.id, scope.issuerId));
  const { legalName = null, state = null, entered = null } = found ?? {};
  return {
    legalName,
    incorporation: incorporationOf(state, entered?.incorporatedAbroad ?? null),
    incorporatedOn: entered?.incorporatedOn ?? null,
    fein: entered?.fein ?? null,
    naics: entered?.naics ?? null,
    addressLine: entered?.addressLine ?? null,
    city: entered?.city ?? null,
    state: entered?.state ?? null,
    zip: entered?.zip ?? null,
    contactName: entered?.contactName ?? null,
    contactEmail: entered?.contactEmail ?? null,
    contactPhone: entered?.contactPhone ?? null,
    smallIssuer: entered?.smallIssuer ?? null,
    takesSecondPriority: entered?.takesSecondPriority ?? false,
    texasDeemsAddress: entered?.texasDeemsAddress ?? false,
    propertyCode: entered?.propertyCode ?? null,
    updated: entered ? { by: entered.updatedByName, at: entered.updatedAt.toISOString() } : null,
  };
}
