import type { Browser, Page } from "@playwright/test";
import { expectAccessible } from "./axe";
import { expect, open, test } from "./fixtures";
import { ensureRunsTenant, holdQueue, type Owner, plantRun, type RunsTenant } from "./runs-tenant";
import { owner, signIn } from "./tenants";

const ENDS = 90_000;

async function pageOf(browser: Browser, who: Owner): Promise<Page> {
  const visitor = await signIn(who);
  const context = await browser.newContext({ storageState: await visitor.storageState() });
  await visitor.dispose();
  return context.newPage();
}

test.describe("background runs, as those see them who wait", () => {
  const sql = owner();
  let code: string;
  let tenant: RunsTenant;

  // biome-ignore lint/correctness/noEmptyPattern: the runner reads what a hook needs from this pattern
  test.beforeAll(async ({}, { retry }) => {
    code = `QUEUE${retry || ""}`;
    tenant = await ensureRunsTenant(sql, code);
  });
  test.afterAll(() => sql.end());

  test("a planted failure says why; put right, it is tried again by hand and done", async ({ browser }) => {
    test.setTimeout(2 * ENDS + 60_000);
    const { issuerId, admin } = tenant;
    const [type] = await sql`insert into silver.card_type (issuer_id, code, name, currency)
      values (${issuerId}, 'T', 'Planted', 'USD') on conflict (issuer_id, code) do update set name = excluded.name returning id`;
    // A sum of which no event knows anything.
    await sql`insert into gold.type_day (issuer_id, card_type_id, day, sold) values (${issuerId}, ${type?.id}, '2024-01-01', 100)`;
    const id = await plantRun(sql, issuerId, { kind: "rollups.verify", label: "Sums of the quay", owner: admin });
    const page = await pageOf(browser, admin);
    await open(page, `/issuer/runs/${id}?issuer=${code}`);
    await expect(page.getByText("This run failed.", { exact: false })).toBeVisible({ timeout: ENDS });
    await expect(page.getByText(/gold\.type_day|type_day/).first()).toBeVisible();
    await expectAccessible(page);

    await sql`delete from gold.type_day where issuer_id = ${issuerId}`;
    await page.getByRole("button", { name: "Try again: Sums of the quay" }).click();
    await expect(page.getByText("every stored sum is what the events add up to", { exact: false })).toBeVisible({
      timeout: ENDS,
    });
    await page.context().close();
  });

  test("one that is tried again by itself says what stopped it, when it comes next and how often it may", async ({
    browser,
  }) => {
    const again = { error: "The disk that holds the files is full.", inMinutes: 90 };
    const id = await plantRun(sql, tenant.issuerId, {
      kind: "forecast.make",
      label: "Forecast",
      owner: tenant.admin,
      again,
    });
    const [next] =
      await sql`select to_char(next_attempt_at at time zone 'UTC', 'FMHH24:MI') as at from app.job_run where id = ${id}`;
    const page = await pageOf(browser, tenant.admin);
    await open(page, `/issuer/runs?issuer=${code}&lang=ru`);
    const row = page.getByRole("row").filter({ hasText: again.error });
    await expect(row).toContainText(/Will be tried again .* \(attempt 2 of 3\)/);
    await expect(row).toContainText(String(next?.at));
    await row.getByRole("button", { name: "Cancel Forecast" }).click();
    await expect(page.getByRole("row").filter({ hasText: "Cancelled" }).first()).toBeVisible();
    await page.context().close();
  });

  test("five wait: each of the five sees his own place, and how many are before him", async ({ browser }) => {
    test.setTimeout(180_000);
    const queue = `held-${code}`;
    const hold = owner();
    const letGo = await holdQueue(hold, queue);
    try {
      const { issuerId, owners } = tenant;
      const runs: number[] = [];
      for (const person of owners) {
        runs.push(
          await plantRun(sql, issuerId, {
            kind: "rollups.verify",
            label: `Run of ${person.name}`,
            owner: person,
            queue,
          }),
        );
      }
      const places: number[] = [];
      for (const person of owners) {
        const page = await pageOf(browser, person);
        await open(page, `/issuer/runs?issuer=${code}`);
        const row = page.getByRole("row").filter({ hasText: `Run of ${person.name}` });
        await expect(row).toContainText(person.name);
        await expect(row).toContainText(/Next in the queue|Place \d+ in the queue/);
        places.push(Number(/Place (\d+)/.exec((await row.textContent()) ?? "")?.[1] ?? 1));
        // He may cancel his own, and no other.
        await expect(page.getByRole("button", { name: /^Cancel Run of/ })).toHaveCount(1);
        await page.context().close();
      }
      // Runs of other issuers may be before all five; between them there is nobody.
      const [first = 0] = places;
      expect(places).toEqual(runs.map((_, at) => first + at));
    } finally {
      await letGo();
      await hold.end();
    }
    await expect
      .poll(
        async () => {
          const rows = await sql`select count(*)::int as n from app.job_run
            where issuer_id = ${tenant.issuerId} and label like 'Run of %' and state = 'done'`;
          return rows[0]?.n;
        },
        { timeout: ENDS },
      )
      .toBe(5);
  });
});
