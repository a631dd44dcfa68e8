/** A worker with the product's own handlers, as a process of its own that can be killed: `node --import tsx` runs it. */
import { appUrl } from "@/db/role";
import { registry } from "@/lib/jobs/registry";
import { startWorker } from "@/lib/jobs/worker/start";

await startWorker({ registry, concurrency: 2, connectionString: appUrl(process.env.DATABASE_URL ?? "") });
process.stdout.write("ready\n");
