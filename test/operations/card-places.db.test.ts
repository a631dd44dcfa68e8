import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { migrate } from "@/db/migrate";
import { appUrl } from "@/db/role";

/** The schema before cards remembered what their sales say of them: up to 0032. */
const STEPS_BEFORE = 33;

const name = `places_${randomBytes(6).toString("hex")}`;
const admin = postgres(process.env.TEST_SERVER_URL ?? "", { max: 1, onnotice: () => {} });
const address = new URL(process.env.TEST_SERVER_URL ?? "");
address.pathname = `/${name}`;
let owner: postgres.Sql;

beforeAll(async () => {
  await admin`create database ${admin(name)}`;
  process.env.APP_DATABASE_URL = appUrl(address.href);
  await migrate(address.href, STEPS_BEFORE);
  owner = postgres(address.href, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await owner?.end({ timeout: 5 });
  await admin`drop database if exists ${admin(name)} with (force)`;
  await admin.end();
});

/** A card, sold in January 2023, in a batch whose card file had these columns. */
async function addCard(id: string, columns: readonly string[], until: { card: string; funds: string | null }) {
  const files = [{ entity: "card", part: { columns: Object.fromEntries(columns.map((c) => [c, { header: c }])) } }];
  await owner`
    with batch as (
      insert into app.import_batch (issuer_id, source, content_key, state, label, files, counts, recorded_at)
      select id, 'import', ${id}, 'loaded', 'old', ${owner.json(files)}, '{}', now() from app.issuer returning id, issuer_id
    ), holder as (
      insert into silver.customer (issuer_id, batch_id) select issuer_id, id from batch returning customer_id
    )
    insert into silver.card (customer_id, issuer_id, source_id, card_type_id, sold_on, card_expires_on, funds_expires_on, batch_id, recorded_at)
    select h.customer_id, b.issuer_id, ${id}, y.id, '2023-01-10', ${until.card}::date, ${until.funds}::date, b.id, now()
    from batch b, holder h, silver.card_type y`;
}

it("what no file had a column for is the sale's to say also of the cards that were there before", async () => {
  await owner`insert into app.issuer (code, name, currency, time_zone) values ('OLD', 'OLD', 'USD', 'UTC')`;
  await owner`insert into silver.card_type (issuer_id, code, name, currency, batch_id) select id, 'T', 'T', 'USD', 1 from app.issuer`;
  await addCard("all", ["id", "soldOn", "merchant"], { card: "2024-01-10", funds: null });
  await addCard("no shop", ["id", "soldOn", "expiresOn"], { card: "2024-01-10", funds: null });
  await addCard("nothing", ["id"], { card: "2024-01-10", funds: "2025-01-09" });
  await addCard("its end", ["id", "expiresOn"], { card: "2024-12-31", funds: "2024-12-31" });
  await migrate(address.href);
  expect([
    ...(await owner`
      select source_id as card, merchant_by_sale as shop, day_by_sale as day, card_valid_days as "cardDays", funds_valid_days as "fundsDays"
      from silver.card order by id`),
  ]).toEqual([
    { card: "all", shop: false, day: false, cardDays: null, fundsDays: null },
    { card: "no shop", shop: true, day: false, cardDays: null, fundsDays: null },
    // From 10 January 2023 to the same day of 2024 are 365 days, and as many again to 9 January 2025: 2024 is a leap year.
    { card: "nothing", shop: true, day: true, cardDays: 365, fundsDays: 730 },
    { card: "its end", shop: true, day: true, cardDays: null, fundsDays: null },
  ]);
});
