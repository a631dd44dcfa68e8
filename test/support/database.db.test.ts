import { sql } from "drizzle-orm";
import postgres from "postgres";
import { expect, it } from "vitest";
import { connection, withGate } from "@/db/client";
import { createTestDatabase } from "./database";

it("each test file works in its own database, as the application's role", async () => {
  const [row] = await connection().by.write.execute<{ name: string; role: string }>(
    sql`select current_database() as name, current_user as role`,
  );
  expect(row?.name).toMatch(/^test_[0-9a-f]{12}$/);
  expect(row?.role).toBe("breakwater_app");
});

it("what one test database holds is not in the next", async () => {
  await withGate("system", (tx) => tx.execute(sql`insert into app.setting (key, value) values ('here', '1')`));
  const other = await createTestDatabase();
  const client = postgres(other.url, { max: 1 });
  expect(await client`select * from app.setting`).toHaveLength(0);
  await client.end();
  await other.drop();
});
