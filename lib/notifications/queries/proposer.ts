import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { apiKey } from "@/db/schema/identity";
import type { Scope } from "@/lib/identity/scope";

/**
 * Who stands behind a proposal and so may not decide about it: the person himself, or whoever made the key that proposes.
 * Null for the nightly run and the command line.
 */
export async function readProposer(tx: Tx, scope: Scope): Promise<number | null> {
  if (scope.personId !== null || scope.keyId === null) return scope.personId;
  const [key] = await tx
    .select({ createdBy: apiKey.createdBy })
    .from(apiKey)
    .where(and(eq(apiKey.issuerId, scope.issuerId), eq(apiKey.id, scope.keyId)));
  return key?.createdBy ?? null;
}
