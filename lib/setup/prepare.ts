/**
 * Brings the database to the present schema and, when there is no issuer in it, loads the demo one. Prints one JSON
 * object: who can sign in to the demo, nobody when this is no demo database.
 */
import { closeConnection } from "@/db/client";
import { migrate } from "@/db/migrate";
import { isDatabaseEmpty, seedDemo } from "@/db/seed";
import { env } from "@/lib/env";
import { listDemoAccounts } from "@/lib/identity/queries/demo";

await migrate(env().DATABASE_URL);
if (await isDatabaseEmpty()) {
  process.stderr.write("Making the demo issuer ...\n");
  await seedDemo();
}
const accounts = await listDemoAccounts();
await closeConnection();
process.stdout.write(JSON.stringify({ accounts }));
