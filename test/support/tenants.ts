import { sql } from "drizzle-orm";
import { withGate } from "@/db/client";
import { membership, person } from "@/db/schema/identity";
import { issuer } from "@/db/schema/programme";
import type { Role } from "@/lib/identity/constants";
import { createSession } from "@/lib/identity/mutations/session";
import { hashPassword } from "@/lib/identity/password";

export const PASSWORD = "tide over the harbour wall";
/** As cheap as scrypt gets: the cost is tested elsewhere. It is raised by the first sign-in. */
const passwordHash = await hashPassword(PASSWORD, Buffer.from("0123456789abcdef"), { N: 1024, r: 8, p: 1 });
const visitor = { address: "192.0.2.1", userAgent: "test" };

export async function createIssuer(code: string): Promise<number> {
  const [row] = await withGate("system", (tx) =>
    tx
      .insert(issuer)
      .values({ code, name: `${code} Ltd`, currency: "USD", timeZone: "America/New_York" })
      .returning({ id: issuer.id }),
  );
  if (!row) throw new Error("no issuer");
  return row.id;
}

/** A person with a password and, when named, memberships. */
export async function createPerson(
  email: string,
  memberships: readonly (readonly [number, Role])[] = [],
): Promise<number> {
  return withGate("identity", async (tx) => {
    const name = email.split("@")[0] ?? email;
    const [row] = await tx.insert(person).values({ email, name, passwordHash }).returning({ id: person.id });
    if (!row) throw new Error("no person");
    for (const [issuerId, role] of memberships)
      await tx.insert(membership).values({ issuerId, personId: row.id, role });
    return row.id;
  });
}

/** A live session; what comes back is what the cookie would carry. */
export function signInAs(personId: number, now = new Date()): Promise<string> {
  return withGate("identity", (tx) => createSession(tx, personId, visitor, now));
}

/** Lines of the trail of one issuer (null: of none), oldest first, as the owner of all of them would see. */
export async function auditOf(
  issuerId: number,
): Promise<{ action: string; actor: string; subject: string; detail: Record<string, unknown> }[]> {
  const { connection } = await import("@/db/client");
  return connection().by.write.transaction(async (tx) => {
    await tx.execute(sql`select app.set_scope(${issuerId}::int, null::int, null::int)`);
    const rows = await tx.execute<{ action: string; actor: string; subject: string; detail: Record<string, unknown> }>(
      sql`select action, actor, subject, detail from app.audit_event order by id`,
    );
    return [...rows];
  });
}
