import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { withScope } from "@/db/client";
import { countedSends } from "@/lib/notifications/queries/counted-sends";
import { behindItsBack } from "../approval/stored-batch";
import { approved, MOMENT, openSendingHouse, planned } from "./ready-batch";

const OTHERS = 3_000;

type Node = {
  "Actual Rows"?: number;
  "Actual Loops"?: number;
  "Rows Removed by Filter"?: number;
  Plans?: readonly Node[];
};

/** Rows that came out of a node or were looked at in vain, over the whole plan: what joins pass on counts again. */
const touched = (node: Node): number =>
  ((node["Actual Rows"] ?? 0) + (node["Rows Removed by Filter"] ?? 0)) * (node["Actual Loops"] ?? 0) +
  (node.Plans ?? []).reduce((sum, inner) => sum + touched(inner), 0);

it("what counts against the caps of a group is found without reading the issuer's other messages, though nobody has counted them for the planner", async () => {
  const { house, holders } = await openSendingHouse("FEW", 20);
  const { scope } = house;
  const id = await approved(
    house,
    holders.map((one) => planned(one)),
  );
  await behindItsBack(async (owner) => {
    for (const table of ["app.message", "app.outbox"])
      await owner.unsafe(`alter table ${table} set (autovacuum_enabled = off)`);
    await owner`
      insert into app.message (message_key, issuer_id, batch_id, channel, mailbox, address, customer_id, message_class, outcome,
        attempts, ended_at)
      select md5('left' || n), ${scope.issuerId}, ${id}, 'email', 'other' || n, 'other' || n, 1000000 + n, 'commercial', 'sent',
        1, ${MOMENT.toISOString()}::timestamptz - interval '1 day'
      from generate_series(1, ${OTHERS}::int) n`;
    await owner`
      insert into app.outbox (message_key, issuer_id, batch_id, channel, mailbox, customer_id, due_at)
      select md5('waits' || n), ${scope.issuerId}, ${id}, 'email', 'other' || n, 1000000 + n, ${MOMENT.toISOString()}
      from generate_series(1, ${OTHERS}::int) n`;
  });

  const of = {
    batchId: id,
    channel: "email" as const,
    mailboxes: holders.map(({ email }) => email),
    customers: holders.map(({ customerId }) => customerId),
  };
  const since = new Date(MOMENT.getTime() - 60 * 86_400_000);
  const [row] = await withScope(scope, (tx) =>
    tx.execute<{ "QUERY PLAN": readonly [{ Plan: Node }] }>(
      sql`explain (analyze, format json) ${countedSends(scope, { since, now: MOMENT, of })}`,
    ),
  );
  // Twenty in each of the lists, the tables and what is made of them: nowhere near the thousands of the others.
  expect(touched(row?.["QUERY PLAN"][0].Plan ?? {})).toBeGreaterThanOrEqual(20);
  expect(touched(row?.["QUERY PLAN"][0].Plan ?? {})).toBeLessThan(OTHERS / 4);
});
