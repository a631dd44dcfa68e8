import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

vi.mock("next/headers", async () => (await import("../../support/next-request")).nextHeaders);
vi.mock("next/cache", () => ({ revalidatePath: () => {} }));

import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { readContext } from "@/lib/breakage/queries/context";
import { NotFound } from "@/lib/errors";
import {
  acknowledgeReportAction,
  fileReportAction,
  makeReportAction,
  reviewReportAction,
  withdrawReportAction,
} from "@/lib/escheat/actions/reports";
import type { FileInput } from "@/lib/escheat/filing/schema";
import { reviewReport } from "@/lib/escheat/mutations/report-review";
import { walkCards } from "@/lib/escheat/queries/cards";
import { writeReportFile } from "@/lib/escheat/queries/report-file";
import { findReportChanges, getReport, listReportCards, listReports } from "@/lib/escheat/queries/reports";
import { readNaupa3 } from "@/lib/escheat/report-file/naupa3/read";
import { withdrawBatch } from "@/lib/ingest/mutations/withdraw";
import { verifyIssuer } from "@/lib/rollups/verify";
import { auditOf } from "../../support/tenants";
import { behindItsBack, moveTo, type Office, ok, openOffice, redeem, refused, WV } from "./office";

let office: Office;
let other: Office;
let number = 0;

beforeAll(async () => {
  other = await openOffice("ELSEWHERE");
});

beforeEach(async () => {
  number += 1;
  office = await openOffice(`FILE${number}`);
  office.be("ann");
});

const draft = async (): Promise<number> => (await ok(makeReportAction(WV))).id;

const hashOf = async (id: number): Promise<string> => (await getReport(office.scope, id)).dataHash;

async function review(id: number): Promise<void> {
  office.be("mia");
  await ok(reviewReportAction({ reportId: id, dataHash: await hashOf(id) }));
  office.be("ann");
}

const filing = async (id: number, change: Partial<FileInput> = {}): Promise<FileInput> => ({
  reportId: id,
  dataHash: await hashOf(id),
  filedOn: "2022-10-20",
  format: "naupa3",
  edition: "1.0",
  payment: { type: "ach-credit", confirmation: "ACH-77" },
  ...change,
});

const balances = () =>
  withScope(office.scope, async (tx) => {
    const rows = await tx.execute<{ card: string; balance: number; escheated: number }>(sql`
      select k.source_id as card, (s.sold + s.reloaded - s.redeemed - s.refunded - s.fees + s.transferred + s.adjusted
        - s.expired - s.escheated)::int as balance, s.escheated::int as escheated
      from silver.card_summary s join silver.card k on k.customer_id = s.customer_id and k.id = s.card_id
      where s.issuer_id = ${office.scope.issuerId} order by 1`);
    return Object.fromEntries(rows.map(({ card, balance, escheated }) => [card, [balance, escheated]]));
  });

/** What is left on the cards that a walk over the portfolio meets. */
const walked = (asOf: string) =>
  withScope(office.scope, async (tx) => {
    const left: bigint[] = [];
    await walkCards(tx, await readContext(tx, office.scope, null), { asOf }, (cards) => {
      left.push(...cards.map(({ balance }) => balance));
    });
    return left.sort((a, b) => Number(a - b));
  });

describe("a draft", () => {
  it("holds what the state takes up to the cut-off: 60 % of what was paid, never more than is left", async () => {
    const id = await draft();
    const report = await getReport(office.scope, id);
    const cards = await listReportCards(office.scope, id);
    expect(cards.map(({ card, amount, reportYear }) => [card, amount, reportYear])).toEqual([
      // Sold in 2017, so it belonged to the report of 2021 and comes late.
      ["C-1004", 120_00n, 2021],
      ["A-1001", 60_00n, 2022],
      ["D-1007", 54_00n, 2022],
      ["B-1003", 30_00n, 2022],
      // 60 % of $40 would be $24, but only $10 are left.
      ["A-1002", 10_00n, 2022],
    ]);
    expect(report).toMatchObject({
      state: "draft",
      cards: 5,
      amount: 274_00n,
      asOf: "2022-07-15",
      cutoffOn: "2022-06-30",
      dueOn: "2022-10-31",
      preparedByName: "ann.file1",
      fault: null,
      content: { lateCards: 1, remit: null, holder: { fein: "123456789" } },
    });
    // Dollars only: the card in euros stands beside it.
    expect(report.content?.beside).toEqual([
      { kind: "other-currency", fields: [], currency: "EUR", cards: 1, balance: "7000" },
    ]);
    expect(await findReportChanges(office.scope, id)).toEqual([]);
  });

  it("is one for a state and year, until it is withdrawn with a reason", async () => {
    const id = await draft();
    expect((await refused(makeReportAction(WV))).message).toBe(
      `Report ${id} for this state and year is there already (draft).`,
    );
    expect((await refused(withdrawReportAction({ reportId: id, reason: " " }))).fields).toHaveProperty("reason");
    await ok(withdrawReportAction({ reportId: id, reason: "Ann moved" }));
    const again = await draft();
    expect((await listReports(office.scope)).map((one) => [one.id, one.state])).toEqual([
      [again, "draft"],
      [id, "withdrawn"],
    ]);
  });

  it("made anew takes the old one's place in the same moment", async () => {
    const id = await draft();
    await redeem(office.scope, "R-9", "A-1001", 5_00, "2022-07-15");
    const { id: again } = await ok(makeReportAction({ ...WV, replaces: id }));
    expect((await getReport(office.scope, id)).state).toBe("withdrawn");
    // 60 % of $100 is $60, and $95 are left; but the use restarted no clock: West Virginia counts from the year of sale.
    expect((await getReport(office.scope, again)).amount).toBe(274_00n);
  });

  it("is refused where nothing is owed, and for a day after the data", async () => {
    expect((await refused(makeReportAction({ ...WV, reportYear: 2019 }))).message).toMatch(
      /^Nothing has to be reported/,
    );
    expect((await refused(makeReportAction({ ...WV, asOf: "2022-07-16" }))).fields.asOf).toMatch(
      /reach to 15 Jul 2022/,
    );
  });

  it("of another issuer is not there", async () => {
    const id = await draft();
    for (const asked of [getReport, findReportChanges, listReportCards])
      await expect(asked(other.scope, id)).rejects.toBeInstanceOf(NotFound);
    await expect(writeReportFile(other.scope, id, { format: "csv" })).rejects.toBeInstanceOf(NotFound);
    other.be("mia");
    expect((await refused(reviewReportAction({ reportId: id, dataHash: "0".repeat(64) }))).code).toBe("not_found");
    expect((await refused(withdrawReportAction({ reportId: id, reason: "x" }))).code).toBe("not_found");
    expect(await listReports(other.scope)).toEqual([]);
  });
});

describe("a review", () => {
  it("is never the preparer's own, whatever role he has by then", async () => {
    office.be("mia");
    const id = await draft();
    const input = { reportId: id, dataHash: await hashOf(id) };
    expect(await refused(reviewReportAction(input))).toMatchObject({
      code: "forbidden",
      message: "You prepared this report; somebody else has to look it over.",
    });
    office.be("max");
    await ok(reviewReportAction(input));
    expect(await getReport(office.scope, id)).toMatchObject({ state: "reviewed", reviewedByName: "max.file6" });
  });

  it("is refused to who may not approve: an analyst, an admin, a key, a run, the command line", async () => {
    const id = await draft();
    const input = { reportId: id, dataHash: await hashOf(id) };
    for (const name of ["ann", "ada"] as const) {
      office.be(name);
      expect((await refused(reviewReportAction(input))).code).toBe("forbidden");
    }
    // The operator may everything, but is nobody.
    expect(() => reviewReport(office.scope, input, new Date())).toThrow(/has a person’s name under it/);
    expect((await getReport(office.scope, id)).state).toBe("draft");
  });

  it("that two give at once takes effect once", async () => {
    const id = await draft();
    const input = { reportId: id, dataHash: await hashOf(id) };
    const [mia, max] = [await office.scopeOf("mia"), await office.scopeOf("max")];
    const both = await Promise.allSettled([reviewReport(mia, input, new Date()), reviewReport(max, input, new Date())]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const trail = await auditOf(office.scope.issuerId);
    expect(trail.filter(({ action }) => action === "escheat.report-reviewed")).toHaveLength(1);
  });

  it("names what was looked at: another report's fingerprint is refused", async () => {
    const id = await draft();
    office.be("mia");
    expect((await refused(reviewReportAction({ reportId: id, dataHash: "0".repeat(64) }))).code).toBe("conflict");
  });

  it("shows what has changed since the draft, in sentences", async () => {
    const id = await draft();
    await redeem(office.scope, "R-9", "A-1002", 4_00, "2022-07-15");
    await redeem(office.scope, "R-10", "B-1003", 50_00, "2022-07-15");
    await moveTo(office.scope, "cy", "99 New St", "25303");
    expect((await findReportChanges(office.scope, id)).map(({ sentence }) => sentence)).toEqual([
      "Card A-1002: $10.00 then, $6.00 now.",
      "Card B-1003 ($30.00) would no longer be in it: it was used, or the law no longer takes it.",
      "Card C-1004: its owner’s name or address has changed.",
    ]);
  });
});

describe("filing", () => {
  it("books the state's share of every card in one batch, so that balances and rollups follow", async () => {
    const id = await draft();
    await review(id);
    expect(await ok(fileReportAction(await filing(id)))).toEqual({ warning: null });
    expect(await balances()).toEqual({
      "A-1001": [40_00, 60_00],
      "A-1002": [0, 10_00],
      "B-1003": [20_00, 30_00],
      "C-1004": [80_00, 120_00],
      "C-1005": [70_00, 0],
      "C-1006": [70_00, 0],
      "D-1007": [36_00, 54_00],
      "N-1008": [60_00, 0],
    });
    const { differences } = await verifyIssuer(office.scope);
    expect(differences).toEqual([]);
    const report = await getReport(office.scope, id);
    expect(report).toMatchObject({ state: "filed", filedOn: "2022-10-20", filedByName: "ann.file11" });
    expect(report.payment).toMatchObject({ type: "ach-credit", confirmation: "ACH-77", format: "naupa3" });
    // What stays with the issuer is not reported a second time.
    expect((await refused(makeReportAction({ ...WV, reportYear: 2023 }))).message).toMatch(
      /^Nothing has to be reported/,
    );
  });

  it("leaves the rest of a 60 % card to the issuer: no walk meets it again, one as of an earlier day still does", async () => {
    const id = await draft();
    await review(id);
    await ok(fileReportAction(await filing(id)));
    expect(await walked("2022-10-20")).toEqual([60_00n, 70_00n, 70_00n]);
    expect(await walked("2022-10-19")).toHaveLength(8);
  });

  it("keeps the file that was sent, which reads back as the report", async () => {
    const id = await draft();
    await review(id);
    await ok(fileReportAction(await filing(id)));
    const { bytes } = await writeReportFile(office.scope, id, { format: "naupa3", edition: "1.0" });
    const chunks: Uint8Array[] = [];
    for await (const chunk of bytes()) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString("utf8");
    const { report } = readNaupa3(text);
    expect(report.payment).toEqual({ type: "ach-credit", confirmation: "ACH-77" });
    const lines = report.body.kind === "properties" ? report.body.properties : [];
    expect(lines.reduce((sum, line) => sum + line.remittedCents, 0n)).toBe(274_00n);
    const { createHash } = await import("node:crypto");
    expect(createHash("sha256").update(text).digest("hex")).toBe((await getReport(office.scope, id)).fileHash);
  });

  it("needs a review first, and a payment", async () => {
    const id = await draft();
    expect((await refused(fileReportAction(await filing(id)))).message).toMatch(/^Somebody else has to look/);
    await review(id);
    expect((await refused(fileReportAction(await filing(id, { payment: null })))).fields).toHaveProperty("payment");
  });

  it("warns when it is late, and goes only with a word why", async () => {
    const id = await draft();
    await review(id);
    const late = await filing(id, { filedOn: "2022-11-03" });
    const { message, fields } = await refused(fileReportAction(late));
    expect(message).toBe("Late by 3 days: it was due on 31 Oct 2022. Many states charge interest and a penalty.");
    expect(fields).toHaveProperty("remark");
    expect((await ok(fileReportAction({ ...late, remark: "Leave given by the state" }))).warning).toBe(message);
  });

  it("warns when it is early: before the cut-off has passed an owner may still use his card", async () => {
    const { id } = await ok(makeReportAction({ ...WV, asOf: "2022-06-15" }));
    await review(id);
    const early = await filing(id, { filedOn: "2022-06-20" });
    const { message, fields } = await refused(fileReportAction(early));
    // 20 to 30 June are eleven days.
    expect(message).toMatch(/^Too early by 11 days: the report covers property to the cut-off on 30 Jun 2022/);
    expect(fields).toHaveProperty("remark");
    expect((await refused(fileReportAction({ ...early, filedOn: "2022-06-14" }))).fields.filedOn).toMatch(
      /data to 15 Jun/,
    );
  });

  it("of a report whose card was used since is refused, and nothing is booked", async () => {
    const id = await draft();
    await review(id);
    await redeem(office.scope, "R-9", "A-1002", 4_00, "2022-07-15");
    const before = await balances();
    expect((await refused(fileReportAction(await filing(id)))).message).toMatch(
      /^1 card of the report \(A-1002\) no longer holds/,
    );
    expect(await balances()).toEqual(before);
    expect((await getReport(office.scope, id)).state).toBe("reviewed");
  });

  it("twice at once books once", async () => {
    const id = await draft();
    await review(id);
    const input = await filing(id);
    const both = await Promise.all([fileReportAction(input), fileReportAction(input)]);
    expect(both.map((one) => one.ok).sort()).toEqual([false, true]);
    expect((await balances())["A-1001"]).toEqual([40_00, 60_00]);
  });

  it("cannot be undone: neither the report nor its batch goes, and each says why", async () => {
    const id = await draft();
    await review(id);
    await ok(fileReportAction(await filing(id)));
    expect((await refused(withdrawReportAction({ reportId: id, reason: "oops" }))).message).toMatch(
      /^What has gone to a state stays/,
    );
    const { payment } = await getReport(office.scope, id);
    await expect(withdrawBatch(office.scope, payment?.batchId ?? 0, { now: new Date() })).rejects.toThrow(
      /^This batch is what was paid to a state/,
    );
  });

  it("ends with the state's reference, once", async () => {
    const id = await draft();
    expect((await refused(acknowledgeReportAction({ reportId: id, reference: "R" }))).code).toBe("conflict");
    await review(id);
    await ok(fileReportAction(await filing(id)));
    await ok(acknowledgeReportAction({ reportId: id, reference: "WV-2022-0815" }));
    expect(await getReport(office.scope, id)).toMatchObject({ state: "acknowledged", acknowledgement: "WV-2022-0815" });
    expect((await refused(acknowledgeReportAction({ reportId: id, reference: "R" }))).code).toBe("conflict");
  });
});

describe("a report changed behind its back", () => {
  const changes: [string, (owner: import("postgres").Sql, id: number) => Promise<unknown>][] = [
    [
      "a card's amount",
      (owner, id) =>
        owner`update app.escheat_report_card set amount = amount + 1 where report_id = ${id} and content->>'card' = 'A-1001'`,
    ],
    [
      "a card's owner",
      (owner, id) =>
        owner`update app.escheat_report_card set content = jsonb_set(content, '{owner,name}', '"Eve"') where report_id = ${id} and content->>'card' = 'A-1001'`,
    ],
    [
      "the holder",
      (owner, id) =>
        owner`update app.escheat_report set content = jsonb_set(content, '{holder,fein}', '"999999999"') where id = ${id}`,
    ],
    [
      "a card taken out",
      (owner, id) => owner`delete from app.escheat_report_card where report_id = ${id} and content->>'card' = 'A-1001'`,
    ],
    [
      "who prepared it",
      (owner, id) => owner`update app.escheat_report set prepared_by = prepared_by + 1000 where id = ${id}`,
    ],
  ];

  it.each(changes)("is seen, gives nothing out and goes no further: %s", async (_, change) => {
    const id = await draft();
    const dataHash = await hashOf(id);
    await behindItsBack((owner) => change(owner, id));
    const report = await getReport(office.scope, id);
    expect(report).toMatchObject({ content: null, fault: expect.stringMatching(/^The stored rows/) });
    office.be("max");
    expect((await refused(reviewReportAction({ reportId: id, dataHash }))).message).toMatch(/changed behind its back/);
    await expect(writeReportFile(office.scope, id, { format: "csv" })).rejects.toThrow(/changed behind its back/);
  });

  it("is not filed, however far it had come", async () => {
    const id = await draft();
    await review(id);
    const input = await filing(id);
    await behindItsBack((owner) => owner`update app.escheat_report_card set amount = 1 where report_id = ${id}`);
    expect((await refused(fileReportAction(input))).message).toMatch(/changed behind its back/);
    expect((await balances())["A-1001"]).toEqual([100_00, 0]);
  });

  it("cannot be made by the application itself: its role may not change what was frozen", async () => {
    const id = await draft();
    await expect(
      withScope(office.scope, (tx) =>
        tx.execute(sql`update app.escheat_report_card set amount = 1 where report_id = ${id}`),
      ),
    ).rejects.toThrow();
    await expect(
      withScope(office.scope, (tx) => tx.execute(sql`update app.escheat_report set amount = 1 where id = ${id}`)),
    ).rejects.toThrow();
  });
});
