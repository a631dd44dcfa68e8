import { eq } from "drizzle-orm";
import { withGate } from "@/db/client";
import { apiKey } from "@/db/schema/identity";
import { issuer } from "@/db/schema/programme";
import { hashToken, looksLikeApiKey } from "../token";
import { findIssuer, type IssuerFacts } from "./session";

export type KeyFacts = {
  id: number;
  name: string;
  prefix: string;
  scopes: readonly string[];
  lastUsedAt: Date | null;
  issuer: IssuerFacts;
};

/** The live key behind a presented secret. Null for unknown, revoked and expired ones alike. */
export function findKey(secret: string, now: Date): Promise<KeyFacts | null> {
  if (!looksLikeApiKey(secret)) return Promise.resolve(null);
  return withGate("identity", async (tx) => {
    const [found] = await tx
      .select({
        id: apiKey.id,
        name: apiKey.name,
        prefix: apiKey.prefix,
        scopes: apiKey.scopes,
        lastUsedAt: apiKey.lastUsedAt,
        expiresAt: apiKey.expiresAt,
        revokedAt: apiKey.revokedAt,
        issuerId: issuer.id,
      })
      .from(apiKey)
      .innerJoin(issuer, eq(issuer.id, apiKey.issuerId))
      .where(eq(apiKey.keyHash, hashToken(secret)));
    if (!found || found.revokedAt || (found.expiresAt && found.expiresAt <= now)) return null;
    const facts = await findIssuer(tx, { id: found.issuerId });
    return (
      facts && {
        id: found.id,
        name: found.name,
        prefix: found.prefix,
        scopes: found.scopes,
        lastUsedAt: found.lastUsedAt,
        issuer: facts,
      }
    );
  });
}
