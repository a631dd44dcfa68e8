import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withScope } from "@/db/client";
import { areFew } from "@/lib/ingest/mutations/few";
import type { LoadScope } from "@/lib/ingest/plan";
import { verifyRollups } from "@/lib/rollups/verify";
import { type Files, load, makeIssuer, rows } from "./support/issuer";

/** Every row of a card stands together, so that a cut between cards cuts nothing else. */
const CARDS = 2_000;
const HEAD = "id,card,kind,amount,occurredAt,merchant,corrects";

function eventsOf(card: number): string[] {
  const id = `c${card}`;
  const lines = [
    `s${card},${id},sale,100.00,2024-01-10,${card % 2 === 0 ? "M1" : "M2"},`,
    `r${card},${id},redemption,60.00,2024-02-01,M1,`,
    `t${card},${id},redemption,${card % 97 === 0 ? "60.00" : "30.00"},2024-02-02,M2,`,
  ];
  if (card % 101 === 0) lines.push(`o${card},nobody${card},redemption,1.00,2024-02-01,M1,`);
  if (card % 103 === 0) lines.push(`r${card},${id},redemption,60.00,2024-02-01,M1,`);
  if (card % 107 === 0) lines.push(`r${card},${id},redemption,61.00,2024-02-01,M1,`);
  if (card % 109 === 0) lines.push(`v${card},${id},void,,2024-02-05,,r${card}`);
  return lines;
}

const base: Files = {
  "merchants.csv": "code,name\nM1,One\nM2,Two\n",
  "types.csv": "code,name,currency,fundsExpire,validityDays\nUSD,Dollars,USD,no,\n",
  "cards.csv": [
    "id,cardType,customer,soldOn,expiresOn",
    ...Array.from({ length: CARDS }, (_, card) => `c${card},USD,,2024-01-10,`),
    "",
  ].join("\n"),
};

const file = (from: number, to: number): string =>
  [HEAD, ...Array.from({ length: to - from }, (_, i) => eventsOf(from + i)).flat(), ""].join("\n");

const owner = postgres(process.env.DATABASE_URL ?? "", { max: 1, onnotice: () => {} });
afterAll(() => owner.end());

let many: LoadScope;
let few: LoadScope;

beforeAll(async () => {
  many = await makeIssuer("MANY");
  few = await makeIssuer("FEW");
  for (const scope of [many, few]) await load(scope, base);
});

it("rows that are joined with all cards and rows that are looked up one by one come to the same", async () => {
  const lines = file(0, CARDS).split("\n").length - 2;
  const areFewRows = (count: number) => withScope(many, (tx) => areFew(tx, count, "silver.card_summary"));
  expect(await areFewRows(lines)).toBe(false);
  const whole = await load(many, { "events.csv": file(0, CARDS) });

  const parts: Awaited<ReturnType<typeof load>>[] = [];
  for (const [from, to] of [
    [0, 700],
    [700, 1_400],
    [1_400, CARDS],
  ] as const) {
    const part = file(from, to);
    expect(await areFewRows(part.split("\n").length - 2)).toBe(true);
    parts.push(await load(few, { [`events-${from}.csv`]: part }));
  }
  const sum = (count: "read" | "new" | "repeated" | "refused") =>
    parts.reduce((total, { counts }) => total + counts.card_transaction[count], 0);
  expect({ read: sum("read"), new: sum("new"), repeated: sum("repeated"), refused: sum("refused") }).toEqual({
    read: whole.counts.card_transaction.read,
    new: whole.counts.card_transaction.new,
    repeated: whole.counts.card_transaction.repeated,
    refused: whole.counts.card_transaction.refused,
  });
  // By hand: of the numbers below 2,000 one in 97, 101 and 107, nought among them, has a fault.
  expect(whole.counts.card_transaction.refused).toBe(21 + 20 + 19);

  const facts = `select t.source_id as id, k.source_id as card, t.kind, t.counts_as, t.amount::text, m.code as merchant, t.occurred_on::text as day
    from silver.card_transaction t join silver.card k on k.customer_id = t.customer_id and k.id = t.card_id
    left join silver.merchant m on m.id = t.merchant_id order by t.source_id`;
  const cards = `select k.source_id as card, m.code as shop, n.code as summary_shop, s.sold::text, s.redeemed::text, s.redemptions::text,
      s.first_use_on::text, s.last_use_on::text
    from silver.card k join silver.card_summary s on s.customer_id = k.customer_id and s.card_id = k.id
    left join silver.merchant m on m.id = k.merchant_id left join silver.merchant n on n.id = s.merchant_id order by k.source_id`;
  const refused = "select r.cells, r.problems from bronze.refused_row r order by r.cells::text, r.problems::text";
  for (const query of [facts, cards]) expect(await rows(few, query)).toEqual(await rows(many, query));
  // The line that a reason names is that of its own file.
  const reasons = async (scope: LoadScope) =>
    JSON.stringify(await rows(scope, refused)).replaceAll(/on line \d+/g, "on a line");
  expect(await reasons(few)).toBe(await reasons(many));
  for (const scope of [many, few]) {
    const found = await withScope(scope, (tx) => verifyRollups(tx), { isolation: "repeatable read" });
    expect(found.differences).toEqual([]);
  }
});

it("looks up among many facts of one's own, not where the many are another issuer's", async () => {
  const columns = await owner<{ name: string }[]>`
    select column_name as name from information_schema.columns
    where table_schema = 'silver' and table_name = 'card_transaction' and is_identity = 'NO' and column_name <> 'source_id'`;
  const names = columns.map(({ name }) => `"${name}"`).join(", ");
  await owner.unsafe(
    `insert into silver.card_transaction (source_id, ${names}) select source_id || '-' || n, ${names}
     from silver.card_transaction, generate_series(1, 20) n where issuer_id = ${many.issuerId} and kind <> 'void'`,
  );
  await owner`analyze silver.card_transaction`;
  const areFewOf = (scope: LoadScope) => withScope(scope, (tx) => areFew(tx, 5_000, "silver.card_transaction"));
  expect([await areFewOf(many), await areFewOf(few)]).toEqual([true, false]);
});
