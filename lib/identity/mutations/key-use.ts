import { eq } from "drizzle-orm";
import { withGate } from "@/db/client";
import { apiKey } from "@/db/schema/identity";
import { issuer } from "@/db/schema/programme";
import { type IssuerFacts, issuerFacts } from "../queries/session";
import { hashToken, looksLikeApiKey } from "../token";
import { countIn } from "./throttle";

const MINUTE = 60 * 1000;

export type KeyUse = {
  id: number;
  name: string;
  prefix: string;
  scopes: readonly string[];
  issuer: IssuerFacts;
  /** 0 unless the key asks too often. */
  retryAfterSeconds: number;
};

/**
 * The live key behind a presented secret, counted as used once more. Null for unknown, revoked and expired ones alike.
 * When it was last used is written at most once a minute.
 */
export function countKeyUse(secret: string, now: Date): Promise<KeyUse | null> {
  if (!looksLikeApiKey(secret)) return Promise.resolve(null);
  return withGate("identity", async (tx) => {
    const [found] = await tx
      .select({ key: apiKey, issuer: issuerFacts })
      .from(apiKey)
      .innerJoin(issuer, eq(issuer.id, apiKey.issuerId))
      .where(eq(apiKey.keyHash, hashToken(secret)));
    if (!found || found.key.revokedAt || (found.key.expiresAt && found.key.expiresAt <= now)) return null;
    const { id, name, prefix, scopes, lastUsedAt } = found.key;
    const retryAfterSeconds = await countIn(tx, "key", String(id), now);
    if (!lastUsedAt || now.getTime() - lastUsedAt.getTime() > MINUTE) {
      await tx.update(apiKey).set({ lastUsedAt: now }).where(eq(apiKey.id, id));
    }
    return { id, name, prefix, scopes, issuer: found.issuer, retryAfterSeconds };
  });
}
