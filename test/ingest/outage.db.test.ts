import postgres from "postgres";
import { afterAll, describe, expect, it } from "vitest";
import { closeConnection } from "@/db/client";
import { outageOf } from "@/lib/outage";
import { holdTable } from "../support/held-table";
import { type Files, load, makeIssuer, rows } from "./support/issuer";

const owner = postgres(process.env.DATABASE_URL ?? "", { max: 1, onnotice: () => {} });
const [{ name } = { name: "" }] = await owner<{ name: string }[]>`select current_database() as name`;
const database = owner(name);

afterAll(() => owner.end());

const CARDS = 400;
const numbers = Array.from({ length: CARDS }, (_, i) => i);
const files: Files = {
  "merchants.csv": "code,name\nM1,One\n",
  "types.csv": "code,name,currency,fundsExpire,validityDays\nA,A,USD,no,\n",
  "cards.csv": ["id,cardType,customer,soldOn,expiresOn", ...numbers.map((i) => `C${i},A,,2026-01-05,`), ""].join("\n"),
  "events.csv": [
    "id,card,kind,amount,occurredAt,merchant,corrects",
    ...numbers.map((i) => `E${i},C${i},sale,25.00,2026-01-05,M1,`),
    "",
  ].join("\n"),
};

const facts = "select count(*)::int as n from silver.card_transaction";
const batches = "select count(*)::int as n from app.import_batch";

/** What is said of an import that fails, and what it leaves behind. */
async function failing(work: () => Promise<unknown>): Promise<string | null> {
  const error = await work().then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).not.toBeNull();
  return outageOf(error);
}

describe("an import that the database breaks off", () => {
  it("says that no more connections are taken when its own is lost in the middle, keeps nothing, and is done the next time", async () => {
    const scope = await makeIssuer("CROWDED");
    await closeConnection();
    const held = await holdTable(process.env.DATABASE_URL ?? "", "silver.card_transaction");
    try {
      const said = failing(() => load(scope, files));
      // It stands before its first fact; then its connection goes, and the database takes no other.
      await held.awaited(1);
      await owner`alter database ${database} connection limit 0`;
      await owner`select pg_terminate_backend(l.pid) from pg_locks l join pg_database d on d.oid = l.database
        where not l.granted and l.relation = 'silver.card_transaction'::regclass and d.datname = current_database()`;
      expect(await said).toMatch(/does not answer/);
      expect(await failing(() => load(scope, files))).toMatch(/takes no more connections/);
    } finally {
      await owner`alter database ${database} connection limit -1`;
      await held.letGo();
    }
    expect(await rows(scope, facts)).toEqual([{ n: 0 }]);
    expect(await rows(scope, batches)).toEqual([{ n: 0 }]);
    await load(scope, files);
    expect(await rows(scope, facts)).toEqual([{ n: CARDS }]);
  });

  it("says that the database's time limit was reached, keeps nothing, and is done the next time", async () => {
    const scope = await makeIssuer("HURRIED");
    await closeConnection();
    await owner`alter database ${database} set statement_timeout = '400ms'`;
    try {
      // Somebody else keeps the facts locked for as long as the import may wait.
      const said = await owner.begin(async (other) => {
        await other`lock table silver.card_transaction in access exclusive mode`;
        return failing(() => load(scope, files));
      });
      expect(said).toMatch(/longer than the database allows/);
    } finally {
      await owner`alter database ${database} reset statement_timeout`;
      await closeConnection();
    }
    expect(await rows(scope, facts)).toEqual([{ n: 0 }]);
    expect(await rows(scope, batches)).toEqual([{ n: 0 }]);
    await load(scope, files);
    expect(await rows(scope, facts)).toEqual([{ n: CARDS }]);
  });
});
