import { eq, sql } from "drizzle-orm";
import { type Tx, withGate } from "@/db/client";
import { membership, person } from "@/db/schema/identity";
import { issuer } from "@/db/schema/programme";
import { Conflict, NotFound } from "@/lib/errors";
import type { Role } from "../constants";
import type { NewIssuer } from "../schema";
import type { Scope } from "../scope";
import { recordInGate } from "./audit";
import { hashNew } from "./link";
import { endSessionsOf } from "./session";
import { recordForAll } from "./sign-in";

const operator = { address: null };
const ACTOR = "operator (command line)";

type NewPerson = { email: string; name: string; role: Role; password: string };

/** An issuer without anybody in it yet: the next command makes its first admin. @throws Conflict when it exists. */
export function createIssuer(wanted: NewIssuer): Promise<{ issuerId: number }> {
  return withGate("identity", async (tx) => {
    const [made] = await tx.insert(issuer).values(wanted).onConflictDoNothing().returning({ id: issuer.id });
    if (!made) throw new Conflict(`The issuer ${wanted.code} exists already.`);
    const who = { issuerId: made.id, personId: null, actor: ACTOR, address: null };
    const { code: subject, ...detail } = wanted;
    await recordInGate(tx, who, { action: "issuer.created", subject, detail });
    return { issuerId: made.id };
  });
}

/** A person with a password, member at once: for the first admin of an installation and for scripts. */
export async function createMember(scope: Scope, input: NewPerson): Promise<{ personId: number }> {
  const { email, name, role } = input;
  const passwordHash = await hashNew(input.password, { email, name });
  return withGate("identity", async (tx) => {
    const [known] = await tx.select({ id: person.id }).from(person).where(sql`lower(${person.email}) = ${email}`);
    if (known) throw new Conflict(`${email} has an account already: invite it to the issuer instead.`);
    const [created] = await tx.insert(person).values({ email, name, passwordHash }).returning({ id: person.id });
    if (!created) throw new Conflict("The account could not be kept. Try again.");
    await tx.insert(membership).values({ issuerId: scope.issuerId, personId: created.id, role });
    const who = { issuerId: scope.issuerId, personId: null, actor: ACTOR, address: null };
    await recordInGate(tx, who, { action: "member.joined", subject: email, detail: { role } });
    return { personId: created.id };
  });
}

/** Shuts one account everywhere, or opens it again. All sessions end. @throws NotFound. */
export function setPersonDisabled(email: string, disabled: boolean, now: Date): Promise<void> {
  return withGate("identity", async (tx) => {
    const who = await getPerson(tx, email);
    await tx
      .update(person)
      .set({ disabledAt: disabled ? now : null })
      .where(eq(person.id, who.id));
    const ended = await endSessionsOf(tx, who.id, now);
    const action = disabled ? "member.disabled" : "member.enabled";
    await recordForAll(tx, { ...who, name: ACTOR }, action, operator, { everywhere: true, sessionsEnded: ended });
  });
}

export async function getPersonId(email: string): Promise<number> {
  return (await withGate("identity", (tx) => getPerson(tx, email))).id;
}

async function getPerson(tx: Tx, email: string) {
  const [found] = await tx.select().from(person).where(sql`lower(${person.email}) = ${email}`);
  if (!found) throw new NotFound(`The account ${email}`);
  return found;
}
