import { eq } from "drizzle-orm";
import { withGate } from "@/db/client";
import { person } from "@/db/schema/identity";
import { hashToken } from "../token";
import { endSession } from "./session";
import { recordForAll, type Visitor } from "./sign-in";

/** Ends the session itself, not only the cookie. A token that is already dead is no error. */
export function signOut(token: string, from: Visitor, now: Date): Promise<void> {
  return withGate("identity", async (tx) => {
    const personId = await endSession(tx, hashToken(token), now);
    if (personId === null) return;
    const [who] = await tx.select().from(person).where(eq(person.id, personId));
    if (who) await recordForAll(tx, who, "sign-out", from, {});
  });
}
