/**
 * Runs before each `*.db.test.ts` file: the file gets a database of its own, and everything it imports (`withScope`,
 * `connection()`) talks to that one. No file sees what another wrote, so they may run side by side.
 */
import { afterAll, vi } from "vitest";
import { closeConnection } from "@/db/client";
import { createTestDatabase } from "./database";

// The files of a process share its packages, which take longest to load. Our own modules each file has anew, as in a process
// of its own: some remember the environment, or answers of the database.
vi.resetModules();

// Three processes share two cores as it is: a second thread would only cost its start and its cold code.
process.env.COMPUTE_THREADS ??= "1";
process.env.TEST_SERVER_URL ??= process.env.DATABASE_URL;
const environment = { ...process.env };
const database = await createTestDatabase();
process.env.DATABASE_URL = database.url;
delete process.env.APP_DATABASE_URL;

afterAll(async () => {
  await closeConnection();
  await database.drop();
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
});
