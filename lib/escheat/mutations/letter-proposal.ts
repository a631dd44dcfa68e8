import { and, count, eq } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { letter, letterBatch } from "@/db/schema/escheat";
import { Invalid } from "@/lib/errors";
import { formatDate } from "@/lib/format";
import { getFreshness } from "@/lib/freshness/queries";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/escheat-filing";
import { STATUTE_CURRENCY } from "../exemption";
import { lettersName } from "../filing/filing-words";
import { letterAmount, type SealedLetter } from "../filing/letter-record";
import { sealOf } from "../filing/letter-seal";
import { personOf } from "../filing/person";
import type { ProposeInput } from "../filing/schema";
import { placeName, stateOf } from "../jurisdiction-name";
import { lettersNow } from "../queries/letters-now";
import { lockFiling } from "./report-draft";

const ROWS_AT_ONCE = 500;

/**
 * Writes the letters that a report year's owners are owed, and seals them: from here on they can be approved, rejected or
 * left, but not changed.
 * @throws Invalid when nobody is to be written to, or the holder has no address to answer to.
 */
export async function proposeLetters(scope: Scope, input: ProposeInput, now: Date): Promise<{ id: number }> {
  const proposedBy = personOf(scope, "escheat.propose");
  const { asOf } = await getFreshness(scope);
  const day = input.asOf ?? asOf;
  if (day > asOf)
    throw new Invalid(undefined, { fields: { asOf: t("filing.draft.future", { day: formatDate(asOf) }) } });
  const { jurisdiction, reportYear } = input;
  return withScope(scope, async (tx) => {
    await lockFiling(tx, scope);
    const prefix = await nextPrefix(tx, scope, input);
    const { letters, leftOut, window } = await lettersNow(tx, scope, { jurisdiction, reportYear, asOf: day, prefix });
    if (letters.length === 0) {
      const where = { place: placeName(jurisdiction), year: reportYear };
      throw new Invalid(t("filing.letters.none", where), { status: 422 });
    }
    const head = {
      jurisdiction,
      reportYear,
      currency: STATUTE_CURRENCY,
      sendFrom: window?.from ?? null,
      sendTo: window?.to ?? null,
      proposedBy,
    };
    const seal = sealOf({ ...head, letters });
    const amount = letters.reduce((sum, { content }) => sum + letterAmount(content), 0n);
    const [made] = await tx
      .insert(letterBatch)
      .values({
        ...head,
        issuerId: scope.issuerId,
        state: "proposed",
        letters: letters.length,
        amount,
        leftOut: { ...leftOut },
        seal,
        proposedByName: scope.actor,
        proposedAt: now,
      })
      .returning({ id: letterBatch.id });
    if (!made) throw new Error("The letters were not stored");
    await insertLetters(tx, scope, made.id, letters);
    await writeAudit(tx, scope, {
      action: "escheat.letters-proposed",
      subject: lettersName(made.id, input),
      detail: { letters: letters.length, amount: amount.toString(), seal },
    });
    return { id: made.id };
  });
}

/** References never come twice: those of a second batch of the same year have its number in them. */
async function nextPrefix(tx: Tx, scope: Scope, { jurisdiction, reportYear }: ProposeInput): Promise<string> {
  const [before] = await tx
    .select({ batches: count() })
    .from(letterBatch)
    .where(
      and(
        eq(letterBatch.issuerId, scope.issuerId),
        eq(letterBatch.jurisdiction, jurisdiction),
        eq(letterBatch.reportYear, reportYear),
      ),
    );
  const prefix = `${stateOf(jurisdiction) ?? jurisdiction}-${reportYear}`;
  return before && before.batches > 0 ? `${prefix}-${before.batches + 1}` : prefix;
}

async function insertLetters(tx: Tx, scope: Scope, batchId: number, letters: readonly SealedLetter[]): Promise<void> {
  for (let at = 0; at < letters.length; at += ROWS_AT_ONCE) {
    const rows = letters.slice(at, at + ROWS_AT_ONCE).map(({ content, ...row }) => ({
      ...row,
      issuerId: scope.issuerId,
      batchId,
      amount: letterAmount(content),
      content,
    }));
    await tx.insert(letter).values(rows);
  }
}
