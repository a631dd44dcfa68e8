import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it, vi } from "vitest";

vi.mock("next/headers", async () => (await import("../support/next-request")).nextHeaders);
vi.mock("next/cache", () => ({ revalidatePath: () => {} }));

import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import type { Address } from "@/lib/address";
import { Forbidden, NotFound } from "@/lib/errors";
import { findExport } from "@/lib/export/registry";
import type { Scope } from "@/lib/identity/scope";
import { sampleMember } from "../notifications/approval/sample-batch";
import { behindItsBack, type House, openHouse, storeBatch } from "../notifications/approval/stored-batch";

let house: House;
let elsewhere: House;
let batchId: number;

async function textOf(who: Scope, table: string, address: Address = {}): Promise<string> {
  const source = findExport(table);
  if (!source) throw new Error(`${table} is not a table`);
  let text = "";
  for await (const piece of (await source.prepare(who, address)).csv()) text += piece;
  return text;
}
const rowsOf = async (who: Scope, table: string, address: Address = {}): Promise<string[][]> =>
  parse(await textOf(who, table, address), { bom: true, from: 2 });

/** What became of each of eight people, as the sender writes it. */
const ends = [
  { n: 1, arm: "remind", outcome: "sent", note: null, key: "1" },
  { n: 2, arm: "remind", outcome: "merged", note: null, key: "1" },
  { n: 3, arm: "control", outcome: "held-out", note: null, key: null },
  { n: 4, arm: "remind", outcome: "suppressed", note: "bounced: 550 5.1.1 =no such user", key: "4" },
  { n: 5, arm: "remind", outcome: "suppressed", note: "nothing-left", key: "5" },
  { n: 6, arm: "remind", outcome: "failed", note: "554 go away", key: "6" },
  { n: 7, arm: "remind", outcome: null, note: null, key: "7" },
] as const;

beforeAll(async () => {
  house = await openHouse("OUTCOMES");
  elsewhere = await openHouse("OUTCOMES-2");
  const members = [
    ...ends.map(({ n }) =>
      sampleMember(
        n,
        n === 2 ? { mailbox: "person1@example.test", leads: false } : { cards: [{ id: `CARD-${n}-4711` }] },
      ),
    ),
    sampleMember(8, { leftOut: "opted-out", dueAt: null }),
  ];
  batchId = (await storeBatch(house.scope, { members })).id;
  await behindItsBack(async (owner) => {
    await owner`update app.notification_batch set state = 'sending' where id = ${batchId}`;
    for (const { n, arm, outcome, note, key } of ends)
      await owner`update silver.notification_member set arm = ${arm}, outcome = ${outcome}, outcome_note = ${note},
          outcome_at = case when ${outcome}::text is null then null else '2026-12-01T15:00:00Z'::timestamptz end,
          message_key = ${key === null ? null : key.repeat(32)}
        where batch_id = ${batchId} and customer_id = ${n}`;
  });
  await withScope(house.scope, async (tx) => {
    for (const key of ["1", "4", "6"])
      await tx.execute(sql`
        insert into app.message (message_key, issuer_id, batch_id, channel, mailbox, address, customer_id, message_class,
          outcome, subject, attempts, ended_at)
        values (${key.repeat(32)}, ${house.scope.issuerId}, ${batchId}, 'email', ${`person${key}@example.test`}, 'x', ${Number(key)},
          'commercial', 'sent', '$50.00 waits', 2, '2026-12-01T15:00:00Z')`);
    await tx.execute(sql`
      insert into app.mailbox (issuer_id, channel, mailbox, suppressed, suppressed_why, last_sent_at)
      select ${house.scope.issuerId}, 'email', 'box' || lpad(n::text, 3, '0') || '@example.test',
        case when n = 2 then 'commercial' when n = 3 then 'all' end, case when n = 2 then 'opted-out' when n = 3 then 'bounced' end,
        case when n = 1 then '2026-12-01T15:00:00Z'::timestamptz end
      from generate_series(1, 120) n`);
  });
});

const path = () => `/issuer/notifications/${batchId}/sending`;

describe("the outcomes of a batch as a file", () => {
  it("name everybody of the audience once, with what became of him and the one rule that stopped it", async () => {
    const rows = await rowsOf(house.scope, "notification-outcomes", { path: path() });
    expect(rows.map((row) => row.slice(2, 7))).toEqual([
      ["person1@example.test", "Written to", "", "$50.00 waits", "2"],
      ["person1@example.test", "Told in the message of a housemate", "", "$50.00 waits", "2"],
      ["person3@example.test", "Held out, to see what reminders bring", "", "", ""],
      [
        "person4@example.test",
        "At the moment of sending: address bounces",
        "550 5.1.1 =no such user",
        "$50.00 waits",
        "2",
      ],
      ["person5@example.test", "At the moment of sending: nothing left to rescue", "", "", ""],
      ["person6@example.test", "The provider will not take it", "554 go away", "$50.00 waits", "2"],
      ["person7@example.test", "Still to be written to", "", "", ""],
      ["person8@example.test", "Before the approval: opted out", "", "", ""],
    ]);
    // 10 in the morning of New York.
    expect(rows[0]?.[7]).toMatch(/10:00/);
    expect(rows[6]?.[7]).toBe("");
  });

  it("hold no number of a card", async () => {
    expect(await textOf(house.scope, "notification-outcomes", { path: path() })).not.toContain("4711");
  });

  it("are of nobody else, and of no other page", async () => {
    const asked = (who: Scope, where: string) => rowsOf(who, "notification-outcomes", { path: where });
    await expect(asked(elsewhere.scope, path())).rejects.toBeInstanceOf(NotFound);
    await expect(asked(house.scope, `/issuer/notifications/${batchId}`)).rejects.toBeInstanceOf(NotFound);
    const noNames = { ...house.scope, permissions: new Set(["notification.read"] as const) } as unknown as Scope;
    await expect(asked(noNames, path())).rejects.toBeInstanceOf(Forbidden);
  });
});

describe("mailboxes as a file", () => {
  it("are all of them, beyond the page, with what each gets and why", async () => {
    const rows = await rowsOf(house.scope, "mailboxes", { page: "2" });
    expect(rows).toHaveLength(120);
    expect(rows.slice(0, 3).map((row) => row.slice(0, 4))).toEqual([
      ["box001@example.test", "E-mail", "everything", ""],
      ["box002@example.test", "E-mail", "no reminders", "opted out"],
      ["box003@example.test", "E-mail", "nothing", "the address bounces"],
    ]);
    expect(rows[0]?.[4]).toMatch(/10:00/);
  });

  it("can be narrowed as the page is, and are nobody else's", async () => {
    expect((await rowsOf(house.scope, "mailboxes", { suppressed: "yes" })).map(([box]) => box)).toEqual([
      "box002@example.test",
      "box003@example.test",
    ]);
    expect(await rowsOf(house.scope, "mailboxes", { q: "box12" })).toHaveLength(1);
    expect(await rowsOf(elsewhere.scope, "mailboxes")).toEqual([]);
  });
});
