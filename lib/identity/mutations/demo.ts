import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { membership, person } from "@/db/schema/identity";
import { setting } from "@/db/schema/job";
import { Forbidden } from "@/lib/errors";
import { DEMO_PASSWORD, DEMO_SETTING, demoAccounts } from "../demo";
import { hashPassword } from "../password";
import { newSalt } from "../token";
import { recordInGate } from "./audit";

/**
 * The demo's three sign-ins, members of the given issuer. Refused where the database is not marked as a demo
 * (`app.setting` DEMO_SETTING = true) or holds a person who is not one of them: a known password must never open real
 * data. Opens the identity gate for the rest of the transaction.
 */
export async function createDemoAccounts(tx: Tx, issuerId: number): Promise<void> {
  await tx.execute(sql`select app.open_gate('identity')`);
  const [mark] = await tx.select().from(setting).where(eq(setting.key, DEMO_SETTING));
  if (mark?.value !== true) throw new Forbidden("This is not a demo database: demo accounts are not created here.");
  const people = await tx.select({ email: person.email }).from(person);
  const own: ReadonlySet<string> = new Set(demoAccounts.map((account) => account.email));
  if (people.some((one) => !own.has(one.email))) {
    throw new Forbidden("This database has people of its own: demo accounts are not created here.");
  }
  const passwordHash = await hashPassword(DEMO_PASSWORD, newSalt());
  for (const { email, name, role } of demoAccounts) {
    await tx.insert(person).values({ email, name, passwordHash }).onConflictDoNothing();
    const [who] = await tx.select({ id: person.id }).from(person).where(eq(person.email, email));
    if (who) await tx.insert(membership).values({ issuerId, personId: who.id, role }).onConflictDoNothing();
  }
  const actor = { issuerId, personId: null, actor: "operator (command line)", address: null };
  await recordInGate(tx, actor, { action: "demo.created", subject: "demo accounts" });
}
