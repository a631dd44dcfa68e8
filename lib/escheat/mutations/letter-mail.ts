import { and, eq, isNull } from "drizzle-orm";
import { withScope } from "@/db/client";
import { letter } from "@/db/schema/escheat";
import { Conflict, Invalid, NotFound } from "@/lib/errors";
import { formatDate } from "@/lib/format";
import { getFreshness } from "@/lib/freshness/queries";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/escheat-filing";
import { entryDays } from "../filing/entry-days";
import { lettersName } from "../filing/filing-words";
import { personOf } from "../filing/person";
import type { MailInput, ReturnInput } from "../filing/schema";
import { readLetterBatch } from "../queries/letter-store";

/** The day on which the issued letters were posted: reports name it, and a state asks for it. */
export async function markMailed(scope: Scope, { batchId, mailedOn }: MailInput): Promise<{ letters: number }> {
  personOf(scope, "escheat.propose");
  const { last } = entryDays(await getFreshness(scope));
  return withScope(scope, async (tx) => {
    const batch = await readLetterBatch(tx, scope, batchId, "update");
    if (batch.state !== "issued" || batch.issuedOn === null) throw new Conflict(t("filing.letters.unissued"));
    const refuse = (said: string) => new Invalid(undefined, { fields: { mailedOn: said } });
    if (mailedOn < batch.issuedOn) throw refuse(t("filing.letters.beforeIssue", { day: formatDate(batch.issuedOn) }));
    if (mailedOn > last) throw refuse(t("filing.file.future", { day: formatDate(last) }));
    const mailed = await tx
      .update(letter)
      .set({ mailedOn })
      .where(and(eq(letter.issuerId, scope.issuerId), eq(letter.batchId, batchId), isNull(letter.mailedOn)))
      .returning({ number: letter.number });
    if (mailed.length === 0) throw new Conflict(t("filing.letters.mailedAgain"));
    await writeAudit(tx, scope, {
      action: "escheat.letters-mailed",
      subject: lettersName(batchId, batch),
      detail: { mailedOn, letters: mailed.length },
    });
    return { letters: mailed.length };
  });
}

/** The Postal Service has brought a letter back: the address is no longer good, and the report says so. */
export async function markReturned(scope: Scope, { batchId, number, returnedOn }: ReturnInput): Promise<void> {
  personOf(scope, "escheat.propose");
  const { last } = entryDays(await getFreshness(scope));
  return withScope(scope, async (tx) => {
    const batch = await readLetterBatch(tx, scope, batchId);
    const one = and(eq(letter.issuerId, scope.issuerId), eq(letter.batchId, batchId), eq(letter.number, number));
    const [found] = await tx.select().from(letter).where(one).for("update");
    if (!found) throw new NotFound("This letter");
    if (found.mailedOn === null) throw new Conflict(t("filing.letters.unmailed"));
    const refuse = (said: string) => new Invalid(undefined, { fields: { returnedOn: said } });
    if (returnedOn < found.mailedOn) throw refuse(t("filing.letters.beforeMail", { day: formatDate(found.mailedOn) }));
    if (returnedOn > last) throw refuse(t("filing.file.future", { day: formatDate(last) }));
    await tx.update(letter).set({ returnedOn }).where(one);
    await writeAudit(tx, scope, {
      action: "escheat.letters-returned",
      subject: lettersName(batchId, batch),
      detail: { letter: number, returnedOn },
    });
  });
}
