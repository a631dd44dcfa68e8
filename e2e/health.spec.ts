import { expect, test } from "@playwright/test";

test("says that it lives, and that database, schema and worker are ready", async ({ request }) => {
  const alive = await request.get("/api/health");
  expect(alive.status()).toBe(200);
  await expect.poll(async () => (await request.get("/api/health/ready")).status()).toBe(200);
  const ready = await (await request.get("/api/health/ready")).json();
  expect(ready).toMatchObject({ status: "ready", reasons: [] });
});
