import { createReadStream, createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import postgres from "postgres";
import { requireEqual } from "./bench";
import type { BenchDatabase } from "./workshop";

const TABLE = "public.bare_transaction";

/** The rows that an import has made, put by nothing but COPY into an identical table: same indexes, same foreign keys. */
export class BareCopy {
  private readonly folder = mkdtempSync(path.join(tmpdir(), "breakwater-bench-"));
  private readonly file = path.join(this.folder, "rows");

  /** Keeps the rows of the newest batch, in the order in which the file had them. */
  async keep(database: BenchDatabase): Promise<void> {
    await this.asOwner(database, async (owner) => {
      const rows = await owner`
        copy (select * from silver.card_transaction where batch_id = (select max(batch_id) from silver.card_transaction)
          order by substr(source_id, 2)::bigint) to stdout`.readable();
      await pipeline(rows, createWriteStream(this.file));
    });
  }

  /** An empty copy of the table, or one that holds all that was there before the newest batch. */
  async prepare(database: BenchDatabase, filled: boolean): Promise<void> {
    await this.asOwner(database, async (owner) => {
      await owner.unsafe(`drop table if exists ${TABLE}`);
      await owner.unsafe(`create table ${TABLE} (like silver.card_transaction including all)`);
      const keys = await owner<{ definition: string }[]>`
        select pg_get_constraintdef(oid) as definition from pg_constraint
        where conrelid = 'silver.card_transaction'::regclass and contype = 'f'`;
      for (const { definition } of keys) await owner.unsafe(`alter table ${TABLE} add ${definition}`);
      if (!filled) return;
      await owner.unsafe(`insert into ${TABLE} overriding system value select * from silver.card_transaction`);
      await owner.unsafe(`analyze ${TABLE}`);
    });
  }

  /** Seconds of the COPY and its commit. */
  async seconds(database: BenchDatabase): Promise<number> {
    return this.asOwner(database, async (owner) => {
      const started = performance.now();
      await pipeline(createReadStream(this.file), await owner.unsafe(`copy ${TABLE} from stdin`).writable());
      return (performance.now() - started) / 1000;
    });
  }

  /** Both tables must hold the same. */
  async compare(database: BenchDatabase): Promise<void> {
    await this.asOwner(database, async (owner) => {
      const facts = (table: string) =>
        owner.unsafe(
          `select count(*)::int as rows, sum(amount)::text as amount, sum(hashtext(source_id)::bigint)::text as ids from ${table}`,
        );
      requireEqual("import and COPY", [...(await facts("silver.card_transaction"))], [...(await facts(TABLE))]);
    });
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async asOwner<T>(database: BenchDatabase, work: (owner: postgres.Sql) => Promise<T>): Promise<T> {
    const owner = postgres(database.url, { max: 1, onnotice: () => {} });
    try {
      return await work(owner);
    } finally {
      await owner.end({ timeout: 5 });
    }
  }
}
