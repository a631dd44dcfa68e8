/**
 * Brings the database to the present schema and, when there is no issuer in it, loads the demo one. Prints one JSON
 * object: who can sign in to the demo, nobody when this is no demo database.
 */
import { closeConnection } from "@/db/client";
import { migrate } from "@/db/migrate";
import { finishDemo, isDatabaseEmpty, seedDemo } from "@/db/seed";
import { env } from "@/lib/env";
import { listDemoAccounts } from "@/lib/identity/queries/demo";

async function prepare() {
  for (const note of await migrate(env().DATABASE_URL)) process.stderr.write(`${note}\n`);
  if (await isDatabaseEmpty()) {
    process.stderr.write("Making the demo issuer ...\n");
    await seedDemo();
  } else await finishDemo();
  return listDemoAccounts();
}

try {
  process.stdout.write(JSON.stringify({ accounts: await prepare() }));
} catch (error) {
  process.stderr.write(`${describe(error)}\n`);
  process.exitCode = 1;
} finally {
  await closeConnection();
}

/** The database's own sentence; the driver's trace of where it was heard helps nobody who sets up a server. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (process.env.BREAKWATER_DEBUG) return error.stack ?? error.message;
  return error.cause === undefined ? error.message || error.name : describe(error.cause);
}
