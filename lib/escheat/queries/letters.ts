import { and, asc, desc, eq } from "drizzle-orm";
import { withScope } from "@/db/client";
import { letter, letterBatch } from "@/db/schema/escheat";
import { file } from "@/db/schema/import";
import { NotFound } from "@/lib/errors";
import { getFreshness } from "@/lib/freshness/queries";
import type { Scope } from "@/lib/identity/scope";
import { storedSource } from "@/lib/ingest/queries/file";
import type { LetterBatchState } from "../constants";
import { type LetterContent, letterContentSchema } from "../filing/letter-record";
import { letterChanges } from "../filing/letter-seal";
import type { LetterListParams } from "../filing/schema";
import { type LetterBatchRow, readLetterBatch, readSealed } from "./letter-store";
import { lettersNow } from "./letters-now";

export type LetterBatchListed = {
  readonly id: number;
  readonly jurisdiction: string;
  readonly reportYear: number;
  readonly currency: string;
  readonly state: LetterBatchState;
  readonly sendFrom: string | null;
  readonly sendTo: string | null;
  readonly letters: number;
  readonly amount: bigint;
  readonly proposedByName: string;
  readonly proposedAt: string;
  readonly decidedByName: string | null;
  readonly issuedOn: string | null;
};

const MOST = 500;

/** The issuer's batches of letters, newest first. */
export function listLetterBatches(
  scope: Scope,
  { state, jurisdiction, year }: LetterListParams = {},
): Promise<LetterBatchListed[]> {
  return withScope(
    scope,
    async (tx) => {
      const rows = await tx
        .select()
        .from(letterBatch)
        .where(
          and(
            eq(letterBatch.issuerId, scope.issuerId),
            state && eq(letterBatch.state, state),
            jurisdiction ? eq(letterBatch.jurisdiction, jurisdiction) : undefined,
            year === undefined ? undefined : eq(letterBatch.reportYear, year),
          ),
        )
        .orderBy(desc(letterBatch.id))
        .limit(MOST);
      return rows.map(listed);
    },
    { readOnly: true },
  );
}

const listed = (row: LetterBatchRow): LetterBatchListed => ({
  id: row.id,
  jurisdiction: row.jurisdiction,
  reportYear: row.reportYear,
  currency: row.currency,
  state: row.state,
  sendFrom: row.sendFrom,
  sendTo: row.sendTo,
  letters: row.letters,
  amount: row.amount,
  proposedByName: row.proposedByName,
  proposedAt: row.proposedAt.toISOString(),
  decidedByName: row.decidedByName,
  issuedOn: row.issuedOn,
});

export type LetterBatchDetail = LetterBatchListed & {
  readonly leftOut: Readonly<Record<string, number>>;
  readonly seal: string;
  readonly proposedBy: number;
  readonly decidedAt: string | null;
  readonly decisionReason: string | null;
  readonly issuedByName: string | null;
  readonly issuedAt: string | null;
  readonly files: readonly { name: string; sha256: string; letters: number }[];
  readonly fileHash: string | null;
  /** Why nothing of it can go out: what is stored, or would be printed, is not what was sealed. */
  readonly fault: string | null;
};

/** A batch with its way so far, held against its seal each time. @throws NotFound. */
export function getLetterBatch(scope: Scope, id: number): Promise<LetterBatchDetail> {
  return withScope(
    scope,
    async (tx) => {
      const row = await readLetterBatch(tx, scope, id);
      const stored = await readSealed(tx, scope, row);
      return {
        ...listed(row),
        leftOut: row.leftOut,
        seal: row.seal,
        proposedBy: row.proposedBy,
        decidedAt: row.decidedAt?.toISOString() ?? null,
        decisionReason: row.decisionReason,
        issuedByName: row.issuedByName,
        issuedAt: row.issuedAt?.toISOString() ?? null,
        files: row.files ?? [],
        fileHash: row.fileHash,
        fault: stored.isWhole ? null : stored.why,
      };
    },
    { readOnly: true },
  );
}

export type LetterLine = {
  readonly number: number;
  readonly amount: bigint;
  readonly mailedOn: string | null;
  readonly returnedOn: string | null;
  readonly content: LetterContent;
};
export const lettersPerPage = 50;

/** The letters of a batch in the order of mailing, a page at a time or all of them. @throws NotFound. */
export function listLetters(scope: Scope, id: number, page?: number): Promise<readonly LetterLine[]> {
  return withScope(
    scope,
    async (tx) => {
      await readLetterBatch(tx, scope, id);
      const asked = tx
        .select({
          number: letter.number,
          amount: letter.amount,
          mailedOn: letter.mailedOn,
          returnedOn: letter.returnedOn,
          content: letter.content,
        })
        .from(letter)
        .where(and(eq(letter.issuerId, scope.issuerId), eq(letter.batchId, id)))
        .orderBy(asc(letter.number));
      const rows = await (page === undefined ? asked : asked.limit(lettersPerPage).offset((page - 1) * lettersPerPage));
      return rows.flatMap(({ content, ...row }) => {
        const parsed = letterContentSchema.safeParse(content);
        return parsed.success ? [{ ...row, content: parsed.data }] : [];
      });
    },
    { readOnly: true },
  );
}

/** What of a batch's letters is no longer so; empty once they are issued or rejected. @throws NotFound. */
export async function findLetterChanges(scope: Scope, id: number): Promise<string[]> {
  const { asOf } = await getFreshness(scope);
  return withScope(
    scope,
    async (tx) => {
      const batch = await readLetterBatch(tx, scope, id);
      if (batch.state !== "proposed" && batch.state !== "approved") return [];
      const stored = await readSealed(tx, scope, batch);
      if (!stored.isWhole) return [];
      const { jurisdiction, reportYear } = batch;
      const now = await lettersNow(tx, scope, { jurisdiction, reportYear, asOf, prefix: "now", exceptBatch: id });
      return letterChanges(stored.letters, now.letters);
    },
    { readOnly: true },
  );
}

/** A file of issued letters out of the archive, as it was printed. @throws NotFound. */
export async function openLetterFile(
  scope: Scope,
  id: number,
  number: number,
): Promise<{ name: string; bytes: () => AsyncIterable<Uint8Array> }> {
  const stored = await withScope(
    scope,
    async (tx) => {
      const { files } = await readLetterBatch(tx, scope, id);
      const wanted = files?.[number - 1];
      if (!wanted) throw new NotFound("This file");
      const [found] = await tx
        .select({ id: file.id, name: file.name, size: file.size })
        .from(file)
        .where(and(eq(file.issuerId, scope.issuerId), eq(file.sha256, wanted.sha256), eq(file.name, wanted.name)));
      if (!found) throw new NotFound("This file");
      return found;
    },
    { readOnly: true },
  );
  return { name: stored.name, bytes: () => storedSource(scope, stored).open() };
}
