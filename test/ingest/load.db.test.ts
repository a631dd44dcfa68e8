import { beforeAll, describe, expect, it } from "vitest";
import { withScope } from "@/db/client";
import { Conflict } from "@/lib/errors";
import { loadBatch } from "@/lib/ingest/mutations/load";
import { dismissRows, planRepaired, recallRows, repairRows } from "@/lib/ingest/mutations/repair";
import { withdrawBatch } from "@/lib/ingest/mutations/withdraw";
import type { LoadScope } from "@/lib/ingest/plan";
import { getBatch, listBatches } from "@/lib/ingest/queries/batch";
import { listRefusedRows } from "@/lib/ingest/queries/refused";
import { previewWithdrawal } from "@/lib/ingest/queries/withdrawal";
import { verifyRollups } from "@/lib/rollups/verify";
import { auditOf } from "../support/tenants";
import { check, dump, type Files, load, makeIssuer, NOW, rows } from "./support/issuer";

const base: Files = {
  "merchants.csv": "code,name\nM1,Café Лев\nM2,さくら\n",
  "types.csv":
    "code,name,currency,fundsExpire,validityDays\nUSD,Dollars,USD,yes,365\nJPY,Yen,JPY,no,\nKWD,Dinars,KWD,no,\n",
  "customers.csv": "id,name,state\nh1,Анна,TX\nh2,花子,New York\n",
  "cards.csv":
    "id,cardType,customer,soldOn,expiresOn\nc1,USD,h1,2024-01-10,2025-01-09\nc2,JPY,h2,2024-01-10,\nc3,KWD,,2024-01-10,\n",
};
const events = (...lines: string[]) => ["id,card,kind,amount,occurredAt,merchant,corrects", ...lines, ""].join("\n");
const sales = events(
  "s1,c1,PURCHASE,100.00,2024-01-10,M1,",
  "s2,c2,sale,5000,2024-01-10,M2,",
  "s3,c3,sale,12.345,2024-01-10,,",
);
const sound = async (scope: LoadScope) =>
  expect((await withScope(scope, (tx) => verifyRollups(tx), { isolation: "repeatable read" })).differences).toEqual([]);
const reasons = (outcome: { refused: readonly { line: number; problems: readonly { reason: string }[] }[] }) =>
  outcome.refused.map((row) => [row.line, ...row.problems.map((problem) => problem.reason)]);

describe("what a load refuses, row by row", () => {
  let scope: LoadScope;
  beforeAll(async () => {
    scope = await makeIssuer("REFUSE");
    await load(scope, { ...base, "events.csv": sales });
  });

  it("names line, column and reason, loads the rest, and the dry run says the same", async () => {
    const files = {
      "events-2.csv": events(
        "r1,c1,redemption,60.00,2024-02-01,M1,",
        "r2,c1,redemption,60.00,2024-02-02,M1,",
        "r3,c1,redemption,1.00,2024-01-09,M1,",
        "r4,nobody,redemption,1.00,2024-02-01,M1,",
        "r5,c1,redemption,1.00,2024-02-03,M9,",
        "r6,c2,redemption,1.50,2024-02-03,M2,",
        "r7,c3,redemption,0.005,2024-02-03,,",
        "s1,c1,PURCHASE,99.00,2024-01-10,M1,",
        "r1,c1,redemption,61.00,2024-02-01,M1,",
        "r7,c3,redemption,0.005,2024-02-03,,",
        "r8,c1,redemption,-1,2024-02-30,M1,",
        "v1,c1,void,,2024-02-05,,r7",
        "v2,c3,void,,2024-02-05,,r7",
        "v3,c3,void,,2024-02-06,,r7",
        "v4,c3,void,,2024-02-06,,v2",
      ),
    };
    const checked = await check(scope, files);
    const loaded = await load(scope, files);
    expect({ ...checked, batchId: loaded.batchId, state: "loaded" }).toEqual(loaded);
    expect(loaded.counts.card_transaction).toEqual({ read: 15, new: 3, updated: 0, repeated: 1, refused: 11 });
    expect(reasons(loaded)).toEqual([
      [3, "It takes more than the card holds: 40.00 USD at the time."],
      [4, "It happened before the card was sold."],
      [5, 'Card "nobody" is not known. It may come with another file; the row is tried again then.'],
      [6, 'Merchant "M9" is not known. It may come with another file; the row is tried again then.'],
      [7, "Amount has more decimals than JPY has."],
      [
        9,
        "Transaction s1 is already there with other content: Amount is 100.00 there, 99.00 here. What has happened is corrected by a void or an adjustment.",
      ],
      [10, "r1 is already there with other content on line 2: Amount is 60 there, 61 here."],
      [12, 'Happened on "2024-02-30" is a day that does not exist.'],
      [13, "Transaction r7 belongs to another card."],
      [15, "Transaction r7 has already been taken back."],
      [16, "Transaction v2 is itself a void and cannot be taken back."],
    ]);
    expect(loaded.refused[0]?.problems[0]).toMatchObject({ field: "amount", column: "4 (amount)", value: "60.00" });
    await sound(scope);
  });

  it("keeps three currencies exact to their own decimals", async () => {
    expect(
      await rows(
        scope,
        "select c.source_id as card, s.sold::text, s.redeemed::text from silver.card_summary s join silver.card c on c.id = s.card_id order by 1",
      ),
    ).toEqual([
      { card: "c1", sold: "10000", redeemed: "6000" },
      { card: "c2", sold: "5000", redeemed: "0" },
      { card: "c3", sold: "12345", redeemed: "0" },
    ]);
  });

  it("gives each anonymous card a holder of its own, and keeps names in their script", async () => {
    expect(
      await rows(scope, "select source_id, name, jurisdiction from silver.customer order by source_id nulls last"),
    ).toEqual([
      { source_id: "h1", name: "Анна", jurisdiction: "US-TX" },
      { source_id: "h2", name: "花子", jurisdiction: "US-NY" },
      { source_id: null, name: null, jurisdiction: null },
    ]);
  });

  it("shows them by page, to this issuer alone", async () => {
    const first = await listRefusedRows(scope, { limit: 4 });
    expect(first).toMatchObject({ total: 11, rows: [{ line: 3 }, { line: 4 }, { line: 5 }, { line: 6 }] });
    const second = await listRefusedRows(scope, { limit: 200, after: first.next ?? 0 });
    expect(second.rows).toHaveLength(7);
    const stranger = await makeIssuer("STRANGER");
    expect(await listRefusedRows(stranger)).toMatchObject({ total: 0 });
    const [batch] = await listBatches(scope);
    expect(batch).toMatchObject({ openRows: 11 });
    await expect(getBatch(stranger, batch?.id ?? 0)).rejects.toThrow("does not exist");
    await expect(withdrawBatch(stranger, batch?.id ?? 0, { now: NOW })).rejects.toThrow("does not exist");
  });
});

describe("rows kept aside", () => {
  it("are loaded once what they waited for has come", async () => {
    const scope = await makeIssuer("WAIT");
    expect((await load(scope, { "events.csv": sales })).counts.card_transaction).toMatchObject({ new: 0, refused: 3 });
    expect((await load(scope, { "cards.csv": base["cards.csv"] ?? "" })).counts.card).toMatchObject({
      new: 0,
      refused: 3,
    });
    const { "cards.csv": _, ...rest } = base;
    const last = await load(scope, rest);
    expect(last).toMatchObject({ healed: 6, refusedTotal: 0 });
    expect((await listRefusedRows(scope)).total).toBe(0);
    await sound(scope);
  });

  it("can be repaired and loaded", async () => {
    const scope = await makeIssuer("REPAIR");
    await load(scope, { ...base, "events.csv": sales });
    await load(scope, {
      "events-2.csv": events("r1,c1,redemption,twelve,2024-02-01,M1,", "r2,c1,redemption,500,2024-02-01,M1,"),
    });
    const { rows: aside } = await listRefusedRows(scope);
    expect(aside.map((row) => row.problems[0]?.code)).toEqual(["amount-form", "above-balance"]);
    await repairRows(scope, { rows: [{ id: aside[0]?.id ?? 0, values: { amount: "12" } }] });
    const outcome = await loadBatch(scope, await planRepaired(scope, [aside[0]?.id ?? 0]), { now: NOW });
    expect(outcome).toMatchObject({ state: "loaded", healed: 1 });
    expect(outcome.counts.card_transaction).toEqual({ read: 1, new: 1, updated: 0, repeated: 0, refused: 0 });
    expect((await listRefusedRows(scope)).rows.map((row) => row.id)).toEqual([aside[1]?.id]);
    await sound(scope);
  });
});

describe("giving rows up and taking them up again", () => {
  it("stands in the trail, each with its rows, and not where nothing changed", async () => {
    const scope = await makeIssuer("GIVEUP");
    await load(scope, { ...base, "events.csv": sales });
    await load(scope, {
      "events-2.csv": events("r1,c1,redemption,x,2024-02-01,M1,", "r2,c1,redemption,y,2024-02-01,M1,"),
    });
    const ids = (await listRefusedRows(scope)).rows.map((row) => row.id);
    const stranger = await makeIssuer("GIVEUP2");
    expect(await dismissRows(stranger, ids)).toEqual({ dismissed: 0 });
    expect(await recallRows(scope, ids)).toEqual({ recalled: 0 });
    expect(await dismissRows(scope, ids)).toEqual({ dismissed: 2 });
    expect(await recallRows(scope, ids.slice(0, 1))).toEqual({ recalled: 1 });
    const told = (await auditOf(scope.issuerId)).slice(-2).map(({ action, detail }) => [action, detail]);
    expect(told).toEqual([
      ["import.dismissed", { rows: ids }],
      ["import.recalled", { rows: ids.slice(0, 1) }],
    ]);
    expect((await auditOf(stranger.issuerId)).map(({ action }) => action)).not.toContain("import.dismissed");
  });
});

describe("a row kept aside and what the source sends after it", () => {
  const first = events("r2,c1,redemption,500,2024-02-02,M1,");
  const of = (scope: LoadScope, state: "open" | "dismissed") => listRefusedRows(scope, { state });

  it("is no hindrance: the correction is loaded, and the older row is given up with the line that stands for it", async () => {
    const scope = await makeIssuer("CORRECT");
    await load(scope, { ...base, "events.csv": sales });
    await load(scope, { "events-2.csv": first });
    const files = { "events-3.csv": events("r1,c1,redemption,1,2024-02-01,M1,", "r2,c1,redemption,50,2024-02-02,M1,") };
    const checked = await check(scope, files);
    const loaded = await load(scope, files);
    expect({ ...checked, batchId: loaded.batchId, state: "loaded" }).toEqual(loaded);
    expect(loaded).toMatchObject({ healed: 0, refused: [] });
    expect(loaded.counts.card_transaction).toEqual({ read: 2, new: 2, updated: 0, repeated: 0, refused: 0 });
    expect(loaded.notices).toEqual([
      {
        file: "events-3.csv",
        text: "One row kept aside earlier has been given up: later rows with the same ids say something else.",
      },
    ]);
    expect((await of(scope, "open")).total).toBe(0);
    const [gone] = (await of(scope, "dismissed")).rows;
    expect(gone?.problems.map((problem) => problem.reason)).toEqual([
      "It takes more than the card holds: 100.00 USD at the time.",
      "Line 3 of events-3.csv says something else under the same id and stands for it.",
    ]);
    expect(await rows(scope, "select amount::text from silver.card_transaction where source_id = 'r2'")).toEqual([
      { amount: "-5000" },
    ]);
    await sound(scope);

    await withdrawBatch(scope, loaded.batchId ?? 0, { now: NOW });
    const [back] = (await of(scope, "open")).rows;
    expect(back?.problems.map((problem) => problem.code)).toEqual(["above-balance"]);
    expect(await load(scope, { "events-4.csv": events("l1,c1,reload,400,2024-02-01,M1,") })).toMatchObject({
      healed: 1,
    });
    await sound(scope);
  });

  it("is replaced by a correction that cannot be loaded either, and only that one waits on", async () => {
    const scope = await makeIssuer("CORRECT2");
    await load(scope, { ...base, "events.csv": sales });
    await load(scope, { "events-2.csv": first });
    await load(scope, { "events-3.csv": events("r2,c1,redemption,400,2024-02-02,M1,") });
    expect((await of(scope, "open")).rows.map((row) => [row.file, row.values.amount])).toEqual([
      ["events-3.csv", "400"],
    ]);
    const reload = await load(scope, { "events-4.csv": events("l1,c1,reload,400,2024-02-01,M1,") });
    expect(reload).toMatchObject({ healed: 1, refusedTotal: 0 });
    expect(await rows(scope, "select amount::text from silver.card_transaction where source_id = 'r2'")).toEqual([
      { amount: "-40000" },
    ]);
  });

  it("sent once more as it was is refused again, because nothing of it is loaded, and goes on waiting, once", async () => {
    const scope = await makeIssuer("CORRECT3");
    await load(scope, { ...base, "events.csv": sales });
    await load(scope, { "events-2.csv": first });
    const again = await load(scope, { "events-3.csv": events("r2,c1,redemption,500.00,2024-02-02,M1,") });
    expect(again.counts.card_transaction).toEqual({ read: 1, new: 0, updated: 0, repeated: 0, refused: 1 });
    expect((await of(scope, "open")).rows.map((row) => row.file)).toEqual(["events-2.csv"]);
  });

  it("that a person has repaired goes before one that only waits", async () => {
    const scope = await makeIssuer("CORRECT4");
    await load(scope, { ...base, "events.csv": sales });
    await load(scope, {
      "events-2.csv": events("r2,c1,redemption,fifty,2024-02-02,M1,", "r2,c1,redemption,500,2024-02-02,M1,"),
    });
    const [broken] = (await of(scope, "open")).rows;
    await repairRows(scope, { rows: [{ id: broken?.id ?? 0, values: { amount: "50" } }] });
    const outcome = await loadBatch(scope, await planRepaired(scope, [broken?.id ?? 0]), { now: NOW });
    expect(outcome).toMatchObject({ healed: 1, refusedTotal: 0 });
    expect((await of(scope, "open")).total).toBe(0);
    expect((await of(scope, "dismissed")).rows.map((row) => row.values.amount)).toEqual(["500"]);
  });

  it("of a type goes the same way", async () => {
    const scope = await makeIssuer("CORRECT5");
    await load(scope, base);
    await load(scope, { "cards-2.csv": "id,cardType,customer,soldOn,expiresOn\nc9,NONE,,2024-01-10,\n" });
    const loaded = await load(scope, { "cards-3.csv": "id,cardType,customer,soldOn,expiresOn\nc9,USD,,2024-01-10,\n" });
    expect(loaded.counts.card).toEqual({ read: 1, new: 1, updated: 0, repeated: 0, refused: 0 });
    expect((await of(scope, "open")).total).toBe(0);
  });
});

describe("a row that waits and is refused for another reason", () => {
  it("says in which column that is, and what stands there", async () => {
    const scope = await makeIssuer("OTHERREASON");
    const row = events("r1,c1,redemption,500.00,2024-02-02,M1,");
    await load(scope, { "events-1.csv": row });
    const waiting = async () => (await listRefusedRows(scope)).rows.flatMap(({ problems }) => problems);
    expect(await waiting()).toMatchObject([{ code: "orphan", column: "2 (card)", value: "c1" }]);
    await load(scope, { ...base, "events.csv": sales });
    expect(await waiting()).toMatchObject([{ code: "above-balance", column: "amount", value: "500.00" }]);
  });
});

describe("a card that is there already", () => {
  it("is told by each field that differs, with both values and the way out", async () => {
    const scope = await makeIssuer("CARDDIFFERS");
    const cards = (...lines: string[]) => `id,cardType,customer,soldOn,expiresOn\n${lines.join("\n")}\n`;
    const { batchId } = await load(scope, { ...base, "cards.csv": cards("c1,USD,,2024-01-10,2025-01-10") });
    const later = await load(scope, { "cards-2.csv": cards("c1,JPY,h1,2024-01-10,2026-01-10") });
    expect(reasons(later)).toEqual([
      [
        2,
        `Card c1 is already there with other content: Card type is USD there, JPY here; Holder is nothing there, h1 here; Card expires on is 2025-01-10 there, 2026-01-10 here. No file changes a card. If this row is right, withdraw batch ${batchId}, which brought the card, and load this file in its place; if it is not, dismiss the row.`,
      ],
    ]);
  });
});

describe("a file that holds nothing", () => {
  it("is told so, not that it lacks a column; rows of nothing but delimiters are none", async () => {
    const scope = await makeIssuer("NOTHING");
    for (const text of ["\ufeff", "\n\n  \n\n", ",,,,\n"])
      await expect(load(scope, { "cards.csv": text })).rejects.toThrow("cards.csv: The file is empty.");
    const trailing = "code,name\nM1,One\n,\n,\n";
    expect((await load(scope, { "merchants.csv": trailing })).counts.merchant).toMatchObject({ read: 1, refused: 0 });
  });
});

describe("a fact that is there already", () => {
  it("as a void of another transaction is other content, not a repeat", async () => {
    const scope = await makeIssuer("REVOID");
    const uses = ["r1,c1,redemption,10,2024-02-01,M1,", "r2,c1,redemption,10,2024-02-01,M1,"];
    await load(scope, { ...base, "events.csv": sales });
    await load(scope, { "events-2.csv": events(...uses, "v1,c1,void,,2024-02-05,,r1") });
    const same = await load(scope, { "events-3.csv": events("v1,c1,void,10,2024-02-05,,r1") });
    expect(same.counts.card_transaction).toEqual({ read: 1, new: 0, updated: 0, repeated: 1, refused: 0 });
    const other = await load(scope, { "events-4.csv": events("v1,c1,void,,2024-02-05,,r2") });
    expect(reasons(other)).toEqual([
      [
        2,
        "Transaction v1 is already there with other content: Corrects is r1 there, r2 here. What has happened is corrected by a void or an adjustment.",
      ],
    ]);
  });
});

describe("the sign of a currency beside an amount", () => {
  it("is refused where it cannot be the card's, and taken where it can", async () => {
    const scope = await makeIssuer("SIGNS");
    await load(scope, { ...base, "events.csv": sales });
    const loaded = await load(scope, {
      "events-2.csv": events(
        "r1,c1,redemption,€25.00,2024-02-01,M1,",
        "r2,c1,redemption,$25.00,2024-02-01,M1,",
        "r3,c2,redemption,¥25,2024-02-01,M2,",
        "r4,c2,redemption,$25,2024-02-01,M2,",
      ),
    });
    expect(reasons(loaded)).toEqual([
      [2, "The amount is in €, but the card in USD."],
      [5, "The amount is in $, but the card in JPY."],
    ]);
    expect(loaded.refused[0]?.problems[0]).toMatchObject({ field: "amount", column: "4 (amount)", value: "€25.00" });
    expect(loaded.counts.card_transaction.new).toBe(2);
  });
});

describe("order", () => {
  /** When and where c4 was sold, and until when it is good, only its sales say: the first is taken back. */
  const files: Files = {
    ...base,
    "cards.csv": `${base["cards.csv"]}c4,USD,,,\n`,
    "events-1.csv": `${sales}s4,c4,sale,80,2023-01-10,M1,\n`,
    "events-2.csv": events(
      "r1,c1,redemption,60,2024-02-01,M1,",
      "r2,c1,redemption,60,2024-04-01,M1,",
      "r4,c2,redemption,10,2024-02-01,M2,",
      "s5,c4,sale,80,2023-06-10,M2,",
      "r5,c4,redemption,30,2023-08-01,M1,",
    ),
    "events-3.csv": events(
      "l1,c1,reload,30,2024-03-01,M1,",
      "v1,c2,void,10,2024-05-01,,r4",
      "v4,c4,void,,2023-01-11,,s4",
    ),
  };

  it("of files does not matter: ten orders, one state", async () => {
    const names = Object.keys(files);
    const states = new Set<string>();
    for (let turn = 0; turn < 10; turn++) {
      const scope = await makeIssuer(`ORDER${turn}`);
      const order = [...names].sort((a, b) => hash(`${turn}${a}`) - hash(`${turn}${b}`));
      for (const name of order) await load(scope, { [name]: files[name] ?? "" });
      expect((await listRefusedRows(scope)).total).toBe(0);
      states.add(await dump(scope));
      expect(
        await rows(
          scope,
          `select c.sold_on::text as sold, c.funds_expires_on::text as until, m.code as shop
           from silver.card c left join silver.merchant m on m.id = c.merchant_id where c.source_id = 'c4'`,
        ),
        order.join(" "),
      ).toEqual([{ sold: "2023-06-10", until: "2024-06-09", shop: "M2" }]);
      await sound(scope);
    }
    expect(states.size).toBe(1);
  }, 240_000);

  const hash = (text: string) => [...text].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 65_521, 7);
});

describe("withdrawal", () => {
  it("takes back everything, and the same load gives the same state again", async () => {
    const scope = await makeIssuer("BACK");
    await load(scope, { ...base, "events.csv": sales });
    const before = await dump(scope);
    const second = {
      "customers-2.csv": "id,name,state\nh3,Ольга,CA\n",
      "cards-2.csv": "id,cardType,customer,soldOn,expiresOn\nc4,USD,h3,2024-03-01,\nc5,USD,,2024-03-01,\n",
      "events-2.csv": events(
        "s4,c4,sale,10,2024-03-01,M1,",
        "s5,c5,sale,10,2024-03-01,M1,",
        "r1,c1,redemption,60,2024-02-01,M1,",
        "v1,c2,void,,2024-02-01,,s2",
      ),
    };
    const loaded = await load(scope, second);
    const after = await dump(scope);
    await withdrawBatch(scope, loaded.batchId ?? 0, { now: NOW });
    expect(await dump(scope)).toBe(before);
    await sound(scope);
    expect((await load(scope, second)).state).toBe("loaded");
    expect(await dump(scope)).toBe(after);
    await sound(scope);
  });

  it("says how many rows go that a later batch, which stays, had brought too, and loading that again brings them back", async () => {
    const scope = await makeIssuer("NIGHTLY");
    await load(scope, { ...base, "events.csv": sales });
    const first = await load(scope, { "events-2.csv": events("r1,c1,redemption,30,2024-02-01,M1,") });
    const both = {
      "events-3.csv": events("r1,c1,redemption,30,2024-02-01,M1,", "r2,c1,redemption,20,2024-02-02,M1,"),
    };
    const second = await load(scope, both);
    const whole = await dump(scope);
    const broughtAgain = { batchId: second.batchId, rows: 1 };
    expect(await previewWithdrawal(scope, first.batchId ?? 0)).toMatchObject({ broughtAgain, dependents: [] });
    expect(await previewWithdrawal(scope, second.batchId ?? 0)).toMatchObject({ broughtAgain: null });

    expect(await withdrawBatch(scope, first.batchId ?? 0)).toMatchObject({ broughtAgain });
    expect(await rows(scope, "select source_id from silver.card_transaction where kind = 'redemption'")).toEqual([
      { source_id: "r2" },
    ]);
    expect((await load(scope, both)).counts.card_transaction).toMatchObject({ new: 1, repeated: 1 });
    expect(await dump(scope)).toBe(whole);
    await sound(scope);
  });

  it("is refused while later batches stand on it, and names them", async () => {
    const scope = await makeIssuer("STAND");
    const first = await load(scope, { ...base, "events.csv": sales });
    const second = await load(scope, { "events-2.csv": events("r1,c1,redemption,60,2024-02-01,M1,") });
    const error = await withdrawBatch(scope, first.batchId ?? 0, { now: NOW }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Conflict);
    expect(String(error)).toContain(`Batch ${second.batchId} uses`);
    await withdrawBatch(scope, second.batchId ?? 0, { now: NOW });
    await withdrawBatch(scope, first.batchId ?? 0, { now: NOW });
    expect(await dump(scope)).toBe("");
  });

  it("is refused when a later batch has spent what came with it", async () => {
    const scope = await makeIssuer("SPENT");
    await load(scope, { ...base, "events.csv": sales });
    const reload = await load(scope, { "events-2.csv": events("l1,c1,reload,50,2024-02-01,M1,") });
    await load(scope, { "events-3.csv": events("r1,c1,redemption,120,2024-03-01,M1,") });
    await expect(withdrawBatch(scope, reload.batchId ?? 0, { now: NOW })).rejects.toThrow(
      /c1 for one, have been used since/,
    );
    await sound(scope);
  });
});
