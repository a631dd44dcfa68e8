import { and, asc, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { letter, letterBatch } from "@/db/schema/escheat";
import { Conflict, NotFound } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/escheat-filing";
import { letterContentSchema, type SealedLetter } from "../filing/letter-record";
import { sealOf } from "../filing/letter-seal";

export type LetterBatchRow = typeof letterBatch.$inferSelect;

/** @throws NotFound for a number that is none of the issuer's batches. */
export async function readLetterBatch(tx: Tx, scope: Scope, id: number, lock?: "update"): Promise<LetterBatchRow> {
  const asked = tx
    .select()
    .from(letterBatch)
    .where(and(eq(letterBatch.issuerId, scope.issuerId), eq(letterBatch.id, id)));
  const [found] = await (lock ? asked.for(lock) : asked);
  if (!found) throw new NotFound("This batch of letters");
  return found;
}

export type StoredLetters =
  | { readonly isWhole: true; readonly letters: readonly SealedLetter[] }
  /** What is stored, or the words that would be printed, are not what was sealed. */
  | { readonly isWhole: false; readonly why: string };

/** A batch's letters, held against its seal. */
export async function readSealed(tx: Tx, scope: Scope, batch: LetterBatchRow): Promise<StoredLetters> {
  const rows = await tx
    .select({ number: letter.number, customerId: letter.customerId, content: letter.content })
    .from(letter)
    .where(and(eq(letter.issuerId, scope.issuerId), eq(letter.batchId, batch.id)))
    .orderBy(asc(letter.number));
  const letters = rows.map(({ content, ...row }) => {
    const parsed = letterContentSchema.safeParse(content);
    return parsed.success ? { ...row, content: parsed.data } : null;
  });
  if (letters.includes(null)) return { isWhole: false, why: t("filing.seal.unreadable") };
  const whole = letters.filter((one) => one !== null);
  if (whole.length !== batch.letters)
    return { isWhole: false, why: t("filing.seal.count", { letters: batch.letters, found: whole.length }) };
  return sealOf({ ...batch, letters: whole }) === batch.seal
    ? { isWhole: true, letters: whole }
    : { isWhole: false, why: t("filing.seal.broken", { seal: batch.seal.slice(0, 8) }) };
}

/** @throws Conflict when the letters are not those that were sealed. */
export async function requireSealed(tx: Tx, scope: Scope, batch: LetterBatchRow): Promise<readonly SealedLetter[]> {
  const stored = await readSealed(tx, scope, batch);
  if (!stored.isWhole) throw new Conflict(t("filing.seal.refused", { why: stored.why }));
  return stored.letters;
}
