import { sql } from "drizzle-orm";
import { type Tx, withGate } from "@/db/client";
import { issuer } from "@/db/schema/programme";
import { Invalid } from "@/lib/errors";
import { writeAudit } from "@/lib/identity/mutations/audit";
import { findIssuer, type IssuerFacts } from "@/lib/identity/queries/session";
import type { Mapping } from "../mapping/schema";

/** The issuer a mapping is for. One that does not exist is made, with its line of the audit trail, where the mapping says so. @throws Invalid. */
export function ensureIssuer(mapping: Mapping, actor: string): Promise<IssuerFacts> {
  return withGate("system", async (tx) => {
    const { issuer: facts, created } = await ensureIssuerIn(tx, mapping);
    if (!created) return facts;
    await tx.execute(sql`select app.set_scope(${facts.id}::int, null::int, null::int)`);
    const who = { issuerId: facts.id, personId: null, actor, address: null };
    await writeAudit(tx, who, { action: "issuer.created", subject: facts.code, detail: { mapping: mapping.name } });
    return facts;
  });
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
