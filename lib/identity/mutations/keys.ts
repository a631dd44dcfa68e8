import { and, eq, isNull } from "drizzle-orm";
import { withScope } from "@/db/client";
import { apiKey } from "@/db/schema/identity";
import { Conflict, NotFound } from "@/lib/errors";
import type { KeyScope } from "../permissions";
import type { Scope } from "../scope";
import { newApiKey } from "../token";
import { writeAudit } from "./audit";

const DAY = 24 * 60 * 60 * 1000;

export type NewKey = { id: number; key: string; prefix: string; expiresAt: Date | null };
type Input = { name: string; scopes: readonly KeyScope[]; days: number | null };

/** The whole key is in the answer and nowhere else: the database keeps its hash. */
export function createKey(scope: Scope, { name, scopes, days }: Input, now: Date): Promise<NewKey> {
  return withScope(scope, async (tx) => {
    const { key, prefix, hash } = newApiKey();
    const expiresAt = days === null ? null : new Date(now.getTime() + days * DAY);
    const unique = [...new Set(scopes)];
    const [row] = await tx
      .insert(apiKey)
      .values({
        issuerId: scope.issuerId,
        name,
        prefix,
        keyHash: hash,
        scopes: unique,
        createdBy: scope.personId,
        expiresAt,
      })
      .returning({ id: apiKey.id });
    if (!row) throw new Conflict("The key could not be kept. Try again.");
    await writeAudit(tx, scope, {
      action: "key.created",
      subject: `${name} (${prefix}…)`,
      detail: { scopes: unique, days },
    });
    return { id: row.id, key, prefix, expiresAt };
  });
}

export function revokeKey(scope: Scope, keyId: number, now: Date): Promise<void> {
  return withScope(scope, async (tx) => {
    const [revoked] = await tx
      .update(apiKey)
      .set({ revokedAt: now })
      .where(and(eq(apiKey.issuerId, scope.issuerId), eq(apiKey.id, keyId), isNull(apiKey.revokedAt)))
      .returning({ name: apiKey.name, prefix: apiKey.prefix });
    if (!revoked) throw new NotFound("This key");
    await writeAudit(tx, scope, { action: "key.revoked", subject: `${revoked.name} (${revoked.prefix}…)` });
  });
}
