// npm run -s cli -- <command>: the command line, in this very process. stdout belongs to the command.
import path from "node:path";
import { findAddress } from "./address.mjs";
import { ensurePackages } from "./packages.mjs";
import { dataDir, fail, ROOT, say } from "./project.mjs";
import { ensureSecrets, findSecrets } from "./secrets.mjs";

let server = null;

/** DATABASE_URL, else the embedded server of DATA_DIR, started for the time being when none runs there. */
async function openDatabase() {
  await findDatabase();
  const home = dataDir();
  // Links must be the web server's own: signed with its secret, and leading to it. Of a database that is given the web server
  // may be none of `npm start`'s, which keeps a secret here: then both derive the same one from the database's address.
  Object.assign(process.env, server ? ensureSecrets(home) : findSecrets(home));
  const address = process.env.APP_URL || process.env.PORT ? null : findAddress(home);
  if (address) process.env.APP_URL = address;
}

async function findDatabase() {
  if (process.env.DATABASE_URL) return;
  const { startPostgres } = await import("./postgres.mjs");
  server = await startPostgres();
  process.env.DATABASE_URL = server.url;
  if (!server.startedHere) return;
  say("Starting the database of this directory for the time being ...");
  const { migrate } = await import("../../db/migrate.ts");
  await migrate(server.url);
}

async function closeDatabase() {
  const running = server;
  server = null;
  await running?.stop();
}

for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 })) {
  process.once(signal, async () => {
    await closeDatabase();
    process.exit(code);
  });
}

async function run() {
  await ensurePackages();
  process.env.TSX_TSCONFIG_PATH = path.join(ROOT, "tsconfig.json");
  const { register } = await import("tsx/esm/api");
  register();
  // npm changes into the project; paths on the command line are meant from where the person stands. DATA_DIR is not: it is
  // the worker's too, who stands in the project.
  process.env.DATA_DIR = dataDir();
  if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
  const { main } = await import("../cli/main.ts");
  const exitCode = await main(process.argv.slice(2), openDatabase);
  await closeDatabase();
  // Connection pools would keep the process; all that matters is committed and written by now.
  process.exit(exitCode);
}

await run().catch(async (error) => {
  await closeDatabase();
  fail(error);
});
