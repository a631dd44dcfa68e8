import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, connect, exchangeConnection, withScope } from "@/db/client";
import { migrate } from "@/db/migrate";
import { appUrl } from "@/db/role";
import { verifyRollups } from "@/lib/rollups/verify";
import { until } from "../support/until";

/** The schema that the readers' version knew: up to 0017. Migrations are never edited, so this stays what it was. */
const STEPS_BEFORE = 18;
/** The schema that people work with as the new version comes: MIGRATION_FROM=33 for the first 33 steps. */
const STEPS_READ = Number(process.env.MIGRATION_FROM ?? STEPS_BEFORE);
/** MIGRATION_CARDS=1000000 for a night; the longest that anybody waited is printed then, with and without migrations. */
const CARDS = Number(process.env.MIGRATION_CARDS ?? 8_000);
const WITHOUT_MS = 120_000;
/** Cards of a file that says neither when nor where they were sold: a later step fills in for each that its sale says it. */
const FILES = JSON.stringify([{ entity: "card", part: { columns: { id: "card", type: "type" } } }]);
/** Each card was sold at 50.00 in January and used once for 1.25 in February. */
const SOLD = String(CARDS * 5_000);
const REDEEMED = String(CARDS * 125);
const LEFT = 4_875;

const name = `old_${randomBytes(6).toString("hex")}`;
const admin = postgres(process.env.TEST_SERVER_URL ?? "", { max: 1, onnotice: () => {} });
const address = new URL(process.env.TEST_SERVER_URL ?? "");
address.pathname = `/${name}`;
const url = address.href;
let owner: postgres.Sql;
let old: Connection;
let before: Connection | undefined;

beforeAll(async () => {
  await admin`create database ${admin(name)}`;
  await migrate(url, STEPS_BEFORE);
  owner = postgres(url, { max: 1, onnotice: () => {} });
  old = connect(appUrl(url), 8);
  before = exchangeConnection(old);
});
afterAll(async () => {
  exchangeConnection(before);
  await Promise.all([owner?.end({ timeout: 5 }), old?.sql.end({ timeout: 5 })]);
  await admin`drop database if exists ${admin(name)} with (force)`;
  await admin.end();
});

type Tenant = { issuerId: number; partnerId: null; personId: null };

/** An issuer with its facts and sums as that version wrote them. */
async function makeTenant(code: string): Promise<Tenant> {
  const [tenant] = await owner<{ id: number }[]>`
    insert into app.issuer (code, name, currency, time_zone) values (${code}, ${code}, 'USD', 'UTC') returning id`;
  const issuerId = tenant?.id ?? 0;
  const [batch] = await owner<{ id: number }[]>`
    insert into app.import_batch (issuer_id, source, content_key, state, label, files, counts, recorded_at)
    values (${issuerId}, 'import', ${code}, 'loaded', 'old', ${FILES}::text::jsonb, '{}', now()) returning id`;
  const [type] = await owner<{ id: number }[]>`
    insert into silver.card_type (issuer_id, code, name, currency, batch_id)
    values (${issuerId}, 'T', 'T', 'USD', ${batch?.id ?? 0}) returning id`;
  const [batchId, typeId] = [batch?.id ?? 0, type?.id ?? 0];
  await owner`insert into silver.customer (issuer_id, batch_id) select ${issuerId}, ${batchId} from generate_series(1, ${CARDS}::int)`;
  await owner`
    insert into silver.card (customer_id, issuer_id, source_id, card_type_id, sold_on, batch_id, recorded_at)
    select customer_id, issuer_id, 'C' || customer_id, ${typeId}, '2024-01-05', ${batchId}, now()
    from silver.customer where issuer_id = ${issuerId}`;
  await owner`
    insert into silver.card_transaction (customer_id, card_id, issuer_id, source_id, kind, counts_as, amount, occurred_at,
      occurred_on, booked_on, recorded_at, batch_id)
    select c.customer_id, c.id, c.issuer_id, e.kind || c.id, e.kind, e.kind, e.amount, e.day, e.day, e.day, now(), ${batchId}
    from silver.card c, (values ('sale', 5000, date '2024-01-05'), ('redemption', -125, '2024-02-11')) e (kind, amount, day)
    where c.issuer_id = ${issuerId}`;
  for (const [table, more, its] of [
    ["gold.type_cohort", "", ""],
    ["gold.type_cohort_delta", ", batch_id", `, ${batchId}`],
  ]) {
    await owner.unsafe(`
      insert into ${table} (issuer_id, card_type_id, sale_month, expiry_month, activity_month, events, cards, sold,
        redemptions, redeemed, spent${more})
      select ${issuerId}, ${typeId}, '2024-01-01', 'infinity', month, ${CARDS}, cards, sold, uses, used, sold + used${its}
      from (values (date '2024-01-01', ${CARDS}, ${SOLD}, 0, 0), ('2024-02-01', 0, 0, ${CARDS}, ${REDEEMED}))
        m (month, cards, sold, uses, used)`);
  }
  await owner`
    insert into silver.card_score (customer_id, card_id, issuer_id, model_id, scored_on, cell, score, balance, probability_untouched,
      probability_never, expected_unredeemed)
    select customer_id, id, issuer_id, ${issuerId + 1}, '2024-02-29', id + 2, id + 3, ${LEFT}, 0.5, 0.75, 2000
    from silver.card where issuer_id = ${issuerId}`;
  return { issuerId, partnerId: null, personId: null };
}

const FACTS = `select coalesce(sum(amount) filter (where kind = 'sale'), 0)::text as sold,
  coalesce(-sum(amount) filter (where kind = 'redemption'), 0)::text as redeemed from silver.card_transaction`;
const COHORTS =
  "select coalesce(sum(sold), 0)::text as sold, coalesce(sum(redeemed), 0)::text as redeemed from gold.type_cohort";

const CARDS_THERE =
  "select (5000 * count(*))::text as sold, (125 * count(*))::text as redeemed from silver.card where sold_on = '2024-01-05'";

/** What that version's pages ask, each in one transaction. */
const QUESTIONS: Record<string, readonly string[]> = {
  "the cards": [CARDS_THERE],
  "the events": [FACTS],
  "the sums": [COHORTS],
  "the events, then their sums": [FACTS, COHORTS],
  "the sums, then their events": [COHORTS, FACTS],
};

describe("a new version's migrations, while people read and write with the old one (R17)", () => {
  it("fail nobody, show no wrong figure, lose nothing that was written, and leave sums that equal the events", async () => {
    const [one, two] = [await makeTenant("ONE"), await makeTenant("TWO")];
    if (STEPS_READ > STEPS_BEFORE) await migrate(url, STEPS_READ);
    type Work = { isOver: boolean; readonly asked: Map<string, number>; readonly longest: Map<string, number> };
    let written = 0;

    const read = async (tenant: Tenant, question: string, during: Work) => {
      const { asked, longest } = during;
      for (let wasOver = false; !wasOver; ) {
        wasOver = during.isOver;
        const begun = performance.now();
        await withScope(
          tenant,
          async (tx) => {
            for (const text of QUESTIONS[question] ?? []) {
              expect([...(await tx.execute(sql.raw(text)))], question).toEqual([{ sold: SOLD, redeemed: REDEEMED }]);
            }
          },
          { readOnly: true },
        );
        asked.set(question, (asked.get(question) ?? 0) + 1);
        longest.set(question, Math.max(longest.get(question) ?? 0, performance.now() - begun));
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    const write = async (tenant: Tenant, during: Work) => {
      while (!during.isOver) {
        await withScope(tenant, (tx) =>
          tx.execute(sql`insert into app.audit_event (issuer_id, actor, action, subject)
            values (${tenant.issuerId}, 'test', 'test.written', ${String(written)})`),
        );
        written++;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    /** Everybody asks until the work is over, and once more. */
    const askDuring = async (start: () => Promise<unknown>): Promise<Work> => {
      const work: Work = { isOver: false, asked: new Map(), longest: new Map() };
      const people = [
        ...Object.keys(QUESTIONS).map((question, i) => read(i % 2 === 0 ? one : two, question, work)),
        write(one, work),
      ];
      const over = start().finally(() => {
        work.isOver = true;
      });
      await Promise.all([over, ...people]);
      return work;
    };
    // Who has read the events and comes to the sums when a step has them and has waited for the events longer than the
    // second after which the server looks for deadlocks: were the step to wait on, this reader would be the one to fail.
    let begin = () => {};
    const hasBegun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const comeLate = () =>
      withScope(
        one,
        async (tx) => {
          await tx.execute(sql.raw(FACTS));
          begin();
          await until("a step waits for the events", async () => {
            const waiting = await owner`
              select from pg_locks where not granted and mode = 'AccessExclusiveLock'
                and relation = 'silver.card_transaction'::regclass`;
            return waiting.length > 0;
          });
          await new Promise((resolve) => setTimeout(resolve, 1_200));
          expect([...(await tx.execute(sql.raw(COHORTS)))]).toEqual([{ sold: SOLD, redeemed: REDEEMED }]);
        },
        { readOnly: true },
      );
    if (process.env.MIGRATION_CARDS) {
      const { longest } = await askDuring(() => new Promise((resolve) => setTimeout(resolve, WITHOUT_MS)));
      console.info("Without a migration, in ms:", Object.fromEntries(longest));
    }
    // Of the newest steps none wants the events for itself.
    const late = STEPS_READ === STEPS_BEFORE ? comeLate() : null;
    if (late) await Promise.race([hasBegun, late]);
    const [{ asked, longest }] = await Promise.all([askDuring(() => migrate(url)), late]);

    if (process.env.MIGRATION_CARDS) console.info("Longest reads in ms:", Object.fromEntries(longest));
    // Before, during and after: each question was answered more than once.
    for (const question of Object.keys(QUESTIONS)) expect(asked.get(question), question).toBeGreaterThan(1);
    const [kept] = await owner`select count(*)::int as n from app.audit_event where action = 'test.written'`;
    expect(kept).toEqual({ n: written });
    expect(written).toBeGreaterThan(1);
    for (const tenant of [one, two]) {
      const { differences } = await withScope(tenant, (tx) => verifyRollups(tx), { isolation: "repeatable read" });
      expect(differences.filter(({ table }) => table.startsWith("gold.type_cohort"))).toEqual([]);
      // Every card keeps its score.
      const [scores] = await withScope(tenant, (tx) =>
        tx.execute(sql`
          select count(*)::int as kept, count(*) filter (where model_id = ${tenant.issuerId + 1} and cell = k.id + 2
            and score = k.id + 3 and balance = ${LEFT})::int as same
          from silver.card_score s join silver.card k on k.customer_id = s.customer_id and k.id = s.card_id`),
      );
      expect(scores).toEqual({ kept: CARDS, same: CARDS });
      const [placed] = await withScope(tenant, (tx) =>
        tx.execute(sql`select count(*)::int as n from silver.card where day_by_sale and merchant_by_sale`),
      );
      expect(placed).toEqual({ n: CARDS });
    }
  });
});
