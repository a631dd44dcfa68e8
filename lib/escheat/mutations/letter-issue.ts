import { and, eq } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { letterBatch } from "@/db/schema/escheat";
import type { CivilDate } from "@/lib/dates";
import { Conflict, Invalid } from "@/lib/errors";
import { formatDate } from "@/lib/format";
import { getFreshness } from "@/lib/freshness/queries";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { storeFile } from "@/lib/ingest/mutations/file";
import type { JobContext, JobResult } from "@/lib/jobs/context";
import { enqueueJob } from "@/lib/jobs/mutations";
import { t } from "@/lib/messages/escheat-filing";
import { ISSUE_LETTERS } from "../constants";
import { entryDays } from "../filing/entry-days";
import { lettersName } from "../filing/filing-words";
import { letterOf, type SealedLetter } from "../filing/letter-record";
import { letterChanges } from "../filing/letter-seal";
import { personOf } from "../filing/person";
import { type IssueInput, issueInput } from "../filing/schema";
import { fingerprintOfAll } from "../fingerprint";
import { filesOf } from "../letter/batch";
import { lettersPdf } from "../letter/pdf";
import { type LetterBatchRow, readLetterBatch, requireSealed } from "../queries/letter-store";
import { lettersNow } from "../queries/letters-now";
import { registerLetterFonts } from "./letter-fonts";

/**
 * Queues the printing of approved letters, after everything that could forbid it has been asked once.
 * @throws Conflict that names what is no longer as it was approved, Invalid for a day on which the state takes no letter.
 */
export async function startIssue(scope: Scope, input: IssueInput): Promise<{ runId: number }> {
  personOf(scope, "escheat.propose");
  // Letters that are not there are not there whatever the day.
  await withScope(scope, (tx) => readLetterBatch(tx, scope, input.batchId));
  const { asOf } = await checkedDay(scope, input);
  return withScope(scope, async (tx) => {
    const batch = await readLetterBatch(tx, scope, input.batchId, "update");
    await requireIssuable(tx, scope, batch, input, asOf);
    const runId = await enqueueJob(tx, scope, { kind: ISSUE_LETTERS, label: lettersName(batch.id, batch), input });
    await writeAudit(tx, scope, {
      action: "job.started",
      subject: `run ${runId}`,
      detail: { kind: ISSUE_LETTERS, ...input },
    });
    return { runId };
  });
}

/** A legal notice is not dated back: not before the day of the data, nor before today where that is earlier. */
async function checkedDay(scope: Scope, { issuedOn }: IssueInput): Promise<{ asOf: CivilDate }> {
  const freshness = await getFreshness(scope);
  const { first } = entryDays(freshness);
  if (issuedOn < first)
    throw new Invalid(undefined, { fields: { issuedOn: t("filing.letters.dated", { day: formatDate(first) }) } });
  return { asOf: freshness.asOf };
}

/** Everything at the moment of issue: approved, the same seal, the right day, and nothing that has changed since. */
async function requireIssuable(
  tx: Tx,
  scope: Scope,
  batch: LetterBatchRow,
  { seal, issuedOn }: IssueInput,
  asOf: CivilDate,
): Promise<readonly SealedLetter[]> {
  if (batch.state !== "approved")
    throw new Conflict(t("filing.letters.unapproved", { state: t(`filing.letters.state.${batch.state}`) }));
  if (batch.seal !== seal) throw new Conflict(t("filing.letters.other"));
  const { sendFrom, sendTo } = batch;
  if ((sendFrom !== null && issuedOn < sendFrom) || (sendTo !== null && issuedOn > sendTo)) {
    const window = { from: formatDate(sendFrom ?? issuedOn), to: formatDate(sendTo ?? issuedOn) };
    throw new Invalid(undefined, { status: 422, fields: { issuedOn: t("filing.letters.window", window) } });
  }
  const sealed = await requireSealed(tx, scope, batch);
  const { jurisdiction, reportYear } = batch;
  const now = await lettersNow(tx, scope, { jurisdiction, reportYear, asOf, prefix: "now", exceptBatch: batch.id });
  const changes = letterChanges(sealed, now.letters);
  if (changes.length > 0) throw new Conflict(changedText(changes));
  return sealed;
}

const named = 5;

function changedText(changes: readonly string[]): string {
  const more = changes.length > named ? ` ${t("filing.letters.more", { count: changes.length - named })}` : "";
  return t("filing.letters.changed", { changes: changes.slice(0, named).join(" ") + more });
}

/** Prints the letters, keeps the files, and marks the batch as issued in the transaction that ends the run. */
export async function issueLettersJob(context: JobContext<unknown>): Promise<JobResult | undefined> {
  const { scope } = context;
  const input = issueInput.parse(context.input);
  const { asOf } = await checkedDay(scope, input);
  const read = (tx: Tx, lock?: "update") => readLetterBatch(tx, scope, input.batchId, lock);
  const letters = await context.step("verifying", () =>
    context.transaction(async (tx) => requireIssuable(tx, scope, await read(tx), input, asOf)),
  );
  const files = await context.step("printing", () => printed(context, letters, input));
  await context.step("issuing", () =>
    context.transaction(async (tx) => {
      const batch = await read(tx, "update");
      await requireIssuable(tx, scope, batch, input, asOf);
      const fileHash = fingerprintOfAll(files.map(({ sha256 }) => sha256));
      await tx
        .update(letterBatch)
        .set({
          state: "issued",
          issuedByName: scope.actor,
          issuedAt: new Date(),
          issuedOn: input.issuedOn,
          files: [...files],
          fileHash,
        })
        .where(and(eq(letterBatch.issuerId, scope.issuerId), eq(letterBatch.id, batch.id)));
      await writeAudit(tx, scope, {
        action: "escheat.letters-issued",
        subject: lettersName(batch.id, batch),
        detail: { issuedOn: input.issuedOn, letters: batch.letters, seal: batch.seal, file: fileHash },
      });
      await context.complete(tx, { batchId: batch.id, letters: batch.letters, files: files.length });
    }),
  );
  return undefined;
}

type PrintedFile = { readonly name: string; readonly sha256: string; readonly letters: number };

async function printed(
  context: JobContext<unknown>,
  sealed: readonly SealedLetter[],
  { batchId, issuedOn }: IssueInput,
): Promise<PrintedFile[]> {
  const sheets = filesOf(sealed.map(({ content }) => letterOf(content)));
  const files: PrintedFile[] = [];
  for (const [index, letters] of sheets.entries()) {
    context.throwIfCancelled();
    registerLetterFonts();
    const { bytes } = await lettersPdf({ noticeOn: issuedOn, letters });
    const name = `letters-${batchId}-${issuedOn}${sheets.length === 1 ? "" : `-${index + 1}-of-${sheets.length}`}.pdf`;
    const { sha256 } = await storeFile(context.scope, name, oneChunk(bytes));
    files.push({ name, sha256, letters: letters.length });
    context.progress(0.1 + (0.8 * (index + 1)) / sheets.length);
  }
  return files;
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
