import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

vi.mock("next/headers", async () => (await import("../../support/next-request")).nextHeaders);
vi.mock("next/cache", () => ({ revalidatePath: () => {} }));

import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { NotFound } from "@/lib/errors";
import {
  approveLettersAction,
  issueLettersAction,
  mailLettersAction,
  proposeLettersAction,
  rejectLettersAction,
  returnLetterAction,
} from "@/lib/escheat/actions/letters";
import { makeReportAction } from "@/lib/escheat/actions/reports";
import { approveLetters } from "@/lib/escheat/mutations/letter-decision";
import { issueLettersJob } from "@/lib/escheat/mutations/letter-issue";
import {
  findLetterChanges,
  getLetterBatch,
  listLetterBatches,
  listLetters,
  openLetterFile,
} from "@/lib/escheat/queries/letters";
import { listReportCards } from "@/lib/escheat/queries/reports";
import { scopeForJob } from "@/lib/identity/scope";
import { removeUnusedFile } from "@/lib/ingest/mutations/file";
import type { JobContext } from "@/lib/jobs/context";
import { flowing, pagesOf } from "../letter/pdf-text";
import { behindItsBack, enterHolder, moveTo, type Office, ok, openOffice, redeem, refused, WV } from "./office";

let office: Office;
let other: Office;
let number = 0;

beforeAll(async () => {
  other = await openOffice("ELSEWHERE");
});

beforeEach(async () => {
  number += 1;
  office = await openOffice(`MAIL${number}`);
  office.be("ann");
});

const propose = async (): Promise<number> => (await ok(proposeLettersAction(WV))).id;
const sealOf = async (id: number): Promise<string> => (await getLetterBatch(office.scope, id)).seal;

async function approve(id: number): Promise<void> {
  office.be("mia");
  await ok(approveLettersAction({ batchId: id, seal: await sealOf(id) }));
  office.be("ann");
}

/** Runs what was queued, as the worker would: one transaction, and done is written in it. */
async function runIssue(id: number, issuedOn: string): Promise<void> {
  const scope = await scopeForJob(office.scope.issuerId, {
    personId: (await office.scopeOf("ann")).personId,
    name: "ann",
  });
  const context: JobContext<unknown> = {
    scope,
    runId: 0,
    input: { batchId: id, seal: await sealOf(id), issuedOn },
    attempt: 1,
    signal: new AbortController().signal,
    throwIfCancelled: () => {},
    step: (_, work) => work(),
    progress: () => {},
    transaction: (work) => withScope(scope, work),
    complete: async () => {},
  };
  await issueLettersJob(context);
}

async function pdfOf(id: number): Promise<Uint8Array> {
  const { bytes } = await openLetterFile(office.scope, id, 1);
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe("a proposal", () => {
  it("writes to each owner once about all his cards, and counts who gets none by the reason", async () => {
    const id = await propose();
    const letters = await listLetters(office.scope, id);
    expect(
      letters.map(({ number, content }) => [number, content.recipient.name, content.cards.map(({ card }) => card)]),
    ).toEqual([
      // Her second card is worth $10 and would need no letter by itself; it comes along.
      [1, "Ann O'Neil", ["A-1001", "A-1002"]],
    ]);
    expect(letters[0]?.content.items.map(({ valueCents }) => valueCents)).toEqual(["10000", "1000"]);
    expect(await getLetterBatch(office.scope, id)).toMatchObject({
      state: "proposed",
      letters: 1,
      amount: 110_00n,
      sendFrom: "2022-07-03",
      sendTo: "2022-09-01",
      fault: null,
      // Bo has no street; of Dee's name the page has no letters; Cy's card of the year is in euros.
      leftOut: { "no-address": 1, "by-hand": 1, "other-currency": 1 },
    });
  });

  it("writes to nobody twice: what stands in another batch is left out, until that is rejected", async () => {
    const id = await propose();
    expect((await refused(proposeLettersAction(WV))).message).toMatch(
      /^No owner is to be written to for West Virginia 2022/,
    );
    await ok(rejectLettersAction({ batchId: id, reason: "Wrong contact" }));
    const again = await propose();
    // A reference never comes twice.
    expect((await listLetters(office.scope, again))[0]?.content.reference).toBe("WV-2022-2-00001");
  });

  it("needs a sender who can be answered", async () => {
    await enterHolder(office.scope, { contactPhone: null });
    expect((await refused(proposeLettersAction(WV))).message).toMatch(/Enter the holder’s contact’s telephone number/);
  });

  it("holds no word that anybody typed in: the letter's text is the product's alone", async () => {
    const strange = { ...WV, text: "Buy now and save 20 %!", heading: "Sale" } as typeof WV;
    expect((await refused(proposeLettersAction(strange))).code).toBe("invalid");
  });

  it("of another issuer is not there", async () => {
    const id = await propose();
    for (const asked of [getLetterBatch, listLetters, findLetterChanges])
      await expect(asked(other.scope, id)).rejects.toBeInstanceOf(NotFound);
    await expect(openLetterFile(other.scope, id, 1)).rejects.toBeInstanceOf(NotFound);
    other.be("mia");
    expect((await refused(approveLettersAction({ batchId: id, seal: "0".repeat(64) }))).code).toBe("not_found");
    expect(await listLetterBatches(other.scope)).toEqual([]);
  });
});

describe("an approval", () => {
  it("is never the proposer's own, and never an analyst's or a machine's", async () => {
    office.be("mia");
    const id = await propose();
    const input = { batchId: id, seal: await sealOf(id) };
    expect((await refused(approveLettersAction(input))).message).toMatch(/^You proposed these letters/);
    for (const name of ["ann", "ada"] as const) {
      office.be(name);
      expect((await refused(approveLettersAction(input))).code).toBe("forbidden");
    }
    expect(() => approveLetters(office.scope, input, new Date())).toThrow(/person’s name/);
    expect((await getLetterBatch(office.scope, id)).state).toBe("proposed");
  });

  it("that two give at once takes effect once", async () => {
    const id = await propose();
    const input = { batchId: id, seal: await sealOf(id) };
    const [mia, max] = [await office.scopeOf("mia"), await office.scopeOf("max")];
    const both = await Promise.allSettled([
      approveLetters(mia, input, new Date()),
      approveLetters(max, input, new Date()),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("is of one seal: other letters than those that were read are refused", async () => {
    const id = await propose();
    office.be("mia");
    expect((await refused(approveLettersAction({ batchId: id, seal: "0".repeat(64) }))).code).toBe("conflict");
  });
});

describe("an issue", () => {
  it("prints what was approved, keeps the file, and only then are letters mailed", async () => {
    const id = await propose();
    const input = { batchId: id, seal: await sealOf(id), issuedOn: "2022-07-20" };
    expect((await refused(issueLettersAction(input))).message).toMatch(/^Somebody else has to approve/);
    expect((await refused(mailLettersAction({ batchId: id, mailedOn: "2022-07-20" }))).code).toBe("conflict");
    await approve(id);
    await ok(issueLettersAction(input));
    await runIssue(id, "2022-07-20");
    const batch = await getLetterBatch(office.scope, id);
    expect(batch).toMatchObject({ state: "issued", issuedOn: "2022-07-20", issuedByName: "ann" });
    expect(batch.files).toHaveLength(1);
    expect(batch.fileHash).toBe(batch.files[0]?.sha256);
    const [page = ""] = pagesOf(await pdfOf(id));
    expect(flowing(page)).toContain("Ann O'Neil 12 Oak St Charleston, WV 25301");
    expect(flowing(page)).toContain("Unclaimed Property Administrator of the State of West Virginia");
    expect(flowing(page)).toContain("In all $110.00");
    expect((await refused(rejectLettersAction({ batchId: id, reason: "x" }))).message).toMatch(
      /^What owners have been sent/,
    );
  });

  it("outside the state's window, or dated back, is refused", async () => {
    const id = await propose();
    await approve(id);
    const seal = await sealOf(id);
    const on = (issuedOn: string) => issueLettersAction({ batchId: id, seal, issuedOn });
    expect((await refused(on("2022-09-02"))).fields.issuedOn).toBe(
      "The state lets these letters be sent from 3 Jul 2022 to 1 Sep 2022.",
    );
    expect((await refused(on("2022-07-14"))).fields.issuedOn).toMatch(/^A legal notice is not dated back/);
  });

  it("of letters that are no longer so is refused, and says which and why", async () => {
    const id = await propose();
    await approve(id);
    await redeem(office.scope, "R-9", "A-1001", 25_00, "2022-07-15");
    const input = { batchId: id, seal: await sealOf(id), issuedOn: "2022-07-20" };
    const said = "Letter WV-2022-00001: card A-1001 held $100.00 then and holds $75.00 now.";
    expect((await refused(issueLettersAction(input))).message).toContain(said);
    await expect(runIssue(id, "2022-07-20")).rejects.toThrow(said);
    expect(await findLetterChanges(office.scope, id)).toEqual([said]);
    expect((await getLetterBatch(office.scope, id)).state).toBe("approved");
  });

  it("to an owner who has moved since is refused", async () => {
    const id = await propose();
    await approve(id);
    await moveTo(office.scope, "ann", "9 New St", "25301");
    const input = { batchId: id, seal: await sealOf(id), issuedOn: "2022-07-20" };
    expect((await refused(issueLettersAction(input))).message).toContain(
      "Letter WV-2022-00001: its owner’s name or address has changed.",
    );
  });

  it.each([
    [
      "the recipient",
      (owner: import("postgres").Sql, id: number) =>
        owner`update app.letter set content = jsonb_set(content, '{recipient,name}', '"Eve"') where batch_id = ${id}`,
    ],
    [
      "a letter slipped in",
      (owner: import("postgres").Sql, id: number) =>
        owner`insert into app.letter select issuer_id, batch_id, 2, customer_id, amount, content from app.letter where batch_id = ${id}`,
    ],
    [
      "who proposed them",
      (owner: import("postgres").Sql, id: number) =>
        owner`update app.letter_batch set proposed_by = proposed_by + 1000 where id = ${id}`,
    ],
  ])("of letters changed behind the approval is refused: %s", async (_, change) => {
    const id = await propose();
    await approve(id);
    const seal = await sealOf(id);
    await behindItsBack((owner) => change(owner, id));
    expect((await getLetterBatch(office.scope, id)).fault).toEqual(expect.any(String));
    expect((await refused(issueLettersAction({ batchId: id, seal, issuedOn: "2022-07-20" }))).message).toMatch(
      /^Nothing was printed/,
    );
    await expect(runIssue(id, "2022-07-20")).rejects.toThrow(/^Nothing was printed/);
  });

  it("keeps its file from being swept away as one that nothing uses", async () => {
    const id = await propose();
    await approve(id);
    await runIssue(id, "2022-07-20");
    const [file] = await withScope(office.scope, (tx) =>
      tx.execute<{ id: number }>(sql`select id from bronze.file where issuer_id = ${office.scope.issuerId}`),
    );
    expect(await removeUnusedFile(office.scope, file?.id ?? 0)).toBe(false);
    expect(pagesOf(await pdfOf(id))).toHaveLength(1);
  });
});

describe("mail", () => {
  it("that was sent stands in the report, and so does what came back; its owner is not written to again", async () => {
    const id = await propose();
    await approve(id);
    await runIssue(id, "2022-07-20");
    expect((await refused(returnLetterAction({ batchId: id, number: 1, returnedOn: "2022-08-01" }))).message).toMatch(
      /after it was mailed/,
    );
    expect((await refused(mailLettersAction({ batchId: id, mailedOn: "2022-07-19" }))).fields).toHaveProperty(
      "mailedOn",
    );
    expect(await ok(mailLettersAction({ batchId: id, mailedOn: "2022-07-21" }))).toEqual({ letters: 1 });
    await ok(returnLetterAction({ batchId: id, number: 1, returnedOn: "2022-08-01" }));
    const { id: report } = await ok(makeReportAction(WV));
    const cards = await listReportCards(office.scope, report);
    const mailed = { first: "2022-07-21", second: null, returnedMailOn: "2022-07-21" };
    expect(cards.filter(({ letters }) => letters !== null).map(({ card, letters }) => [card, letters])).toEqual([
      ["A-1001", mailed],
      ["A-1002", mailed],
    ]);
    expect((await refused(proposeLettersAction(WV))).code).toBe("invalid");
  });
});
