import { and, eq, isNull } from "drizzle-orm";
import { type Tx, withGate } from "@/db/client";
import { membership, person } from "@/db/schema/identity";
import { issuer } from "@/db/schema/programme";
import { Conflict, Forbidden } from "@/lib/errors";
import { findIssuer, type IssuerFacts } from "../queries/session";
import type { NewIssuer } from "../schema";
import type { Scope } from "../scope";
import { recordInGate } from "./audit";

/**
 * Makes an issuer and its first admin, the person who asks, in one transaction. An issuer that exists is never joined
 * this way: that is for its own admins to decide. @throws Conflict when it exists, Forbidden for what is no person.
 */
export function foundIssuer(scope: Scope, wanted: NewIssuer): Promise<IssuerFacts> {
  const { personId } = scope;
  if (scope.kind !== "person" || personId === null) throw new Forbidden("Only a signed-in person can make an issuer.");
  return withGate("identity", async (tx) => {
    const [made] = await tx.insert(issuer).values(wanted).onConflictDoNothing().returning({ id: issuer.id });
    if (!made) throw new Conflict(await whoLetsIn(tx, wanted.code));
    await tx.insert(membership).values({ issuerId: made.id, personId, role: "admin" });
    const who = { issuerId: made.id, personId, actor: scope.actor, address: scope.address };
    await recordInGate(tx, who, { action: "issuer.created", subject: wanted.code });
    const facts = await findIssuer(tx, { id: made.id });
    if (!facts) throw new Error("The issuer was not stored");
    return facts;
  });
}

/** An issuer that a command has made is without people until the operator lets one in. */
async function whoLetsIn(tx: Tx, code: string): Promise<string> {
  const admins = await tx
    .select({ id: membership.personId })
    .from(membership)
    .innerJoin(issuer, eq(issuer.id, membership.issuerId))
    .innerJoin(person, eq(person.id, membership.personId))
    .where(
      and(
        eq(issuer.code, code),
        eq(membership.role, "admin"),
        isNull(membership.disabledAt),
        isNull(person.disabledAt),
      ),
    )
    .limit(1);
  return admins.length > 0
    ? `The issuer ${code} exists already and you are not one of its admins. Ask one of them to invite you.`
    : `The issuer ${code} exists already and has no admin yet. Whoever runs the server can invite you: user create EMAIL --issuer ${code} --role admin`;
}
