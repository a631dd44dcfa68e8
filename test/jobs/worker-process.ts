/** A worker in a process of its own, with handlers that a test can watch from outside: `node --import tsx` runs it. */
import { once } from "node:events";
import { sql } from "drizzle-orm";
import { appUrl } from "@/db/role";
import { startWorker } from "@/lib/jobs/worker/start";

const worker = await startWorker({
  connectionString: appUrl(process.env.DATABASE_URL ?? ""),
  concurrency: 2,
  registry: {
    /** Holds its transaction and a lock until it is killed, unless this is not the first attempt; another waits for the lock. */
    "test.effect": async () => async (context) => {
      await context.transaction(async (tx) => {
        await tx.execute(sql`select pg_advisory_xact_lock(1)`);
        await tx.execute(sql`insert into app.setting_probe values (${context.attempt})`);
        if (context.attempt === 1) await once(context.signal, "abort");
        context.throwIfCancelled();
        await context.complete(tx, { attempt: context.attempt });
      });
      return undefined;
    },
  },
});
process.on("SIGTERM", async () => {
  await worker.stop();
  process.exit(0);
});
process.stdout.write("ready\n");
