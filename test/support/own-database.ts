/**
 * Runs before each `*.db.test.ts` file: the file gets a database of its own, and everything it imports (`withScope`,
 * `connection()`) talks to that one. No file sees what another wrote, so they may run side by side.
 */
import { afterAll } from "vitest";
import { closeConnection } from "@/db/client";
import { createTestDatabase } from "./database";

process.env.TEST_SERVER_URL ??= process.env.DATABASE_URL;
const database = await createTestDatabase();
process.env.DATABASE_URL = database.url;
delete process.env.APP_DATABASE_URL;

afterAll(async () => {
  await closeConnection();
  await database.drop();
});
