import { eq } from "drizzle-orm";
import { withGate } from "@/db/client";
import { person } from "@/db/schema/identity";
import { Invalid } from "@/lib/errors";
import type { Locale } from "@/lib/format";
import { verifyPassword } from "../password";
import type { SessionFacts } from "../queries/session";
import { hashNew } from "./link";
import { endSessionsOf } from "./session";
import { recordForAll, type Visitor } from "./sign-in";
import { limitAttempts } from "./throttle";

type Change = { current: string; password: string };

/** A person's own password, after the present one. All sessions end, this one too: the screen signs in anew. */
export async function changeOwnPassword(
  session: SessionFacts,
  input: Change,
  from: Visitor,
  now: Date,
): Promise<{ ended: number }> {
  const who = session.person;
  await limitAttempts("signInAccount", `${who.id} changing`, now);
  const [row] = await withGate("identity", (tx) => tx.select().from(person).where(eq(person.id, who.id)));
  const right = row?.passwordHash ? await verifyPassword(input.current, row.passwordHash) : false;
  if (!right)
    throw new Invalid("The present password is not right.", {
      fields: { current: "This is not your present password." },
    });
  const passwordHash = await hashNew(input.password, who);
  return withGate("identity", async (tx) => {
    await tx.update(person).set({ passwordHash }).where(eq(person.id, who.id));
    const ended = await endSessionsOf(tx, who.id, now);
    await recordForAll(tx, who, "password.changed", from, { by: "own account", sessionsEnded: ended });
    return { ended };
  });
}

/** In which language's way numbers and dates are written for this person, whatever issuer he works for. */
export function changeOwnLanguage(session: SessionFacts, language: Locale, from: Visitor): Promise<void> {
  const who = session.person;
  return withGate("identity", async (tx) => {
    const [before] = await tx.select({ language: person.language }).from(person).where(eq(person.id, who.id));
    if (before?.language === language) return;
    await tx.update(person).set({ language }).where(eq(person.id, who.id));
    await recordForAll(tx, who, "account.changed", from, { language: [before?.language ?? null, language] });
  });
}

export function endOtherSessions(session: SessionFacts, from: Visitor, now: Date): Promise<{ ended: number }> {
  return withGate("identity", async (tx) => {
    const ended = await endSessionsOf(tx, session.person.id, now, session.tokenHash);
    await recordForAll(tx, session.person, "session.ended", from, { sessionsEnded: ended, by: "own account" });
    return { ended };
  });
}
