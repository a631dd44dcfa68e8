import { expect, test } from "@playwright/test";
import type postgres from "postgres";
import { open } from "./fixtures";
import { ensureImporter, pageOf } from "./import-tenant";
import { owner } from "./tenants";

const CODE = "FORMATS";
const BATCH = "Spring files";
const RUN = "Check of spring.csv";
const counts = {
  card: { read: 2_401, new: 2_401, repeated: 0, refused: 0 },
  card_transaction: { read: 12_345, new: 12_000, repeated: 345, refused: 0 },
};

/** What has numbers above a thousand and known days, without an import that long: 3 May 2024, when New York is at UTC−4. */
async function fill(sql: postgres.Sql): Promise<{ batch: number; run: number }> {
  const [who] = await sql`
    select i.id as issuer, p.id as person from app.issuer i, app.person p
    where i.code = ${CODE} and p.email = 'admin@formats.test'`;
  const by = { issuer: Number(who?.issuer), person: Number(who?.person) };
  await sql`update app.person set language = 'en' where id = ${by.person}`;
  const facts = { first_on: "2024-01-01", last_on: "2024-04-30" };
  const made = await sql`select id from app.import_batch where issuer_id = ${by.issuer} and label = ${BATCH}`;
  if (made.length === 0) {
    await sql`
      insert into app.import_batch (issuer_id, source, content_key, state, label, files, counts, first_on, last_on, created_by, recorded_at)
      values (${by.issuer}, 'import', 'formats', 'loaded', ${BATCH}, '[]', ${sql.json(counts)}, ${facts.first_on}, ${facts.last_on},
        ${by.person}, '2024-05-03T14:05:00Z')`;
    await sql`
      insert into app.job_run (issuer_id, kind, label, input, state, progress, result, started_by_name, created_at, started_at, ended_at)
      values (${by.issuer}, 'import.load', ${RUN}, '{}', 'done', 1, ${sql.json({ state: "checked", counts, batchId: null })}, 'Ida admin',
        '2024-05-03T14:00:00Z', '2024-05-03T14:00:01Z', '2024-05-03T14:00:10.500Z')`;
    await sql`
      insert into app.audit_event (issuer_id, actor, action, subject, occurred_at)
      select ${by.issuer}, 'Ida admin', 'import.loaded', 'file ' || n, '2024-05-03T14:05:00Z' from generate_series(1, 1234) n`;
  }
  const [batch] = await sql`select id from app.import_batch where issuer_id = ${by.issuer} and label = ${BATCH}`;
  const [run] = await sql`select id from app.job_run where issuer_id = ${by.issuer} and label = ${RUN}`;
  return { batch: Number(batch?.id), run: Number(run?.id) };
}

let ids: { batch: number; run: number };
test.beforeAll(async () => {
  const sql = owner();
  await ensureImporter(sql, CODE);
  ids = await fill(sql);
  await sql.end();
});

test("who chooses Russian formats reads imports, a run and the audit trail in them; a colleague's stay English", async ({
  browser,
}) => {
  const page = await pageOf(browser, CODE);
  const row = (text: string) => page.getByRole("row").filter({ hasText: text });
  await open(page, `/issuer/settings/account?issuer=${CODE}`);
  await page.getByLabel("Written as in").selectOption("ru");
  await expect(page.getByText("Saved.")).toBeVisible();

  await open(page, `/issuer/imports?issuer=${CODE}`);
  await expect(row(BATCH)).toContainText("14 746");
  await expect(row(BATCH)).toContainText("1 янв. 2024 г. – 30 апр. 2024 г.");
  await expect(row(BATCH)).toContainText("3 мая 2024 г., 10:05");

  await open(page, `/issuer/imports/${ids.batch}?issuer=${CODE}`);
  await expect(page.getByText("Started by Ida admin, 3 мая 2024 г., 10:05")).toBeVisible();
  await expect(row("Card transactions")).toContainText("12 345");

  await open(page, `/issuer/runs?issuer=${CODE}`);
  await expect(row(RUN)).toContainText("3 мая 2024 г., 10:00");
  await expect(row(RUN)).toContainText("9,5 s");
  await open(page, `/issuer/runs/${ids.run}?issuer=${CODE}`);
  await expect(page.getByText("Started by Ida admin, 3 мая 2024 г., 10:00 · took 9,5 s")).toBeVisible();
  await expect(page.getByText("14 401 new, 0 changed, 345 repeated and 0 bad rows.")).toBeVisible();

  await open(page, `/issuer/audit?issuer=${CODE}&from=2024-05-03&to=2024-05-03`);
  await expect(page.getByText("1 234 lines, times in America/New_York")).toBeVisible();
  await expect(row("file 1234")).toContainText("3 мая 2024 г., 10:05");
  await page.getByRole("button", { name: "Export" }).click();
  await expect(page.getByText("The whole result: 1 234 rows")).toBeVisible();
  await page.context().close();

  const other = await pageOf(browser, CODE, "analyst");
  await open(other, `/issuer/imports/${ids.batch}?issuer=${CODE}`);
  await expect(other.getByText("Started by Ida admin, 3 May 2024, 10:05")).toBeVisible();
  await open(other, `/issuer/imports/${ids.batch}?issuer=${CODE}&lang=ja`);
  await expect(other.getByText("Started by Ida admin, 2024年5月3日, 10:05")).toBeVisible();
  await other.context().close();
});
