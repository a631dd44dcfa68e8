import { type Tx, withGate } from "@/db/client";
import { issuer } from "@/db/schema/programme";
import { Invalid } from "@/lib/errors";
import { recordAtGate } from "@/lib/identity/mutations/audit";
import { findIssuer, type IssuerFacts } from "@/lib/identity/queries/session";
import type { Mapping } from "../mapping/schema";

/** The issuer a mapping is for. One that does not exist is made where the mapping says so. @throws Invalid. */
export async function ensureIssuer(mapping: Mapping, actor: string): Promise<IssuerFacts> {
  const made = await withGate("system", (tx) => ensureIssuerIn(tx, mapping));
  if (made.created) {
    const who = { issuerId: made.issuer.id, personId: null, actor, address: null };
    await recordAtGate(who, { action: "issuer.created", subject: made.issuer.code, detail: { mapping: mapping.name } });
  }
  return made.issuer;
}

/** The same within the caller's transaction, through the system's gate. */
export async function ensureIssuerIn(tx: Tx, mapping: Mapping): Promise<{ issuer: IssuerFacts; created: boolean }> {
  const wanted = mapping.issuer;
  if (!wanted) throw new Invalid(`The mapping "${mapping.name}" names no issuer.`, { status: 422 });
  const found = await findIssuer(tx, { code: wanted.code });
  if (found) return { issuer: found, created: false };
  if (!wanted.create) {
    throw new Invalid(
      `The issuer ${wanted.code} does not exist, and the mapping "${mapping.name}" does not allow making it.`,
      { status: 422 },
    );
  }
  const { code, name, currency, timeZone, stateOfIncorporation } = wanted;
  const made = await tx
    .insert(issuer)
    .values({ code, name, currency, timeZone, stateOfIncorporation })
    .onConflictDoNothing()
    .returning({ id: issuer.id });
  const now = await findIssuer(tx, { code });
  if (!now) throw new Error("The issuer was not stored");
  return { issuer: now, created: made.length > 0 };
}
