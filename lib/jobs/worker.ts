/** The worker process: `tsx lib/jobs/worker.ts`. As many as wanted may run against one database. */
import { closeConnection } from "@/db/client";
import { appUrl } from "@/db/role";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { startConfiguredSender } from "@/lib/notifications/sending/jobs/start";
import { STOP_GRACE_MS } from "./constants";
import { hourly, registry } from "./registry";
import { keepAliveFile } from "./worker/alive";
import { whenSchemaFits, whileSchemaFits } from "./worker/schema";
import { startWorker } from "./worker/start";

const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    if (stopping.signal.aborted) process.exit(1); // Asked twice: at once. What it had in hand is taken up by others after half a minute.
    log.info({ signal }, "worker stopping");
    setTimeout(() => process.exit(1), STOP_GRACE_MS).unref();
    stopping.abort();
  });
}

const { WORKER_ALIVE_FILE } = env();
if (WORKER_ALIVE_FILE !== undefined) keepAliveFile(WORKER_ALIVE_FILE);

async function startParts() {
  const worker = await startWorker({
    registry,
    hourly,
    connectionString: appUrl(env().DATABASE_URL, env().APP_DATABASE_URL),
    concurrency: 2,
  });
  // Beside the queue: messages leave by an outbox of their own (lib/notifications/sending).
  const sender = await startConfiguredSender().catch(async (error) => {
    log.error({ err: error }, "the worker cannot start");
    await worker.stop(); // What it may have taken already goes back to the others at once.
    process.exit(1);
  });
  return { stop: () => Promise.all([worker.stop(), sender.stop()]) };
}

while (await whenSchemaFits(stopping.signal)) {
  const parts = await startParts();
  log.info({ pid: process.pid }, "worker ready");
  await whileSchemaFits(stopping.signal);
  await parts.stop();
}
await closeConnection();
log.info({}, "worker stopped");
process.exit(0);
