import { withScope } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import { enqueueJob } from "@/lib/jobs/mutations";
import { startWorker } from "@/lib/jobs/worker/start";
import { type Bench, finding } from "./bench";
import { alone, percentile } from "./pairs";

const RUNS = 200;
const WARM_UP = 10;
const MOST_MS = 50;
const KIND = "bench.nothing";
/** So seldom that every run that is picked up was told of: LISTEN and NOTIFY alone. */
const POLL_MS = 3_600_000;

export const pickupBench: Bench = {
  id: "Q1",
  summary: "milliseconds from the press that queues a run to its first line, on a worker that waits",
  async run({ shop, scale, log }) {
    const database = await shop.seeded(1_000);
    const scope: Scope = await shop.scope(database, "DEMO");
    const runs = Math.max(20, Math.round(RUNS * scale));
    return shop.use(database, async () => {
      let begun: (at: number) => void = () => {};
      const worker = await startWorker({
        connectionString: database.appUrl,
        concurrency: 2,
        pollMs: POLL_MS,
        registry: {
          [KIND]: async () => async () => {
            begun(performance.now());
            return undefined;
          },
        },
      });
      try {
        const waits: number[] = [];
        for (let n = 0; n < WARM_UP + runs; n += 1) {
          const start = new Promise<number>((resolve) => {
            begun = resolve;
          });
          // From before the transaction: what a person waits for is the commit too.
          const pressed = performance.now();
          await withScope(scope, (tx) => enqueueJob(tx, scope, { kind: KIND, label: `${n}`, input: {} }));
          const wait = (await start) - pressed;
          if (n >= WARM_UP) waits.push(wait);
        }
        const [p50, p95, most] = [percentile(waits, 0.5), percentile(waits, 0.95), percentile(waits, 1)];
        log(`${runs} runs: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, at most ${most.toFixed(1)} ms`);
        const holds = (ms: number) => ms <= MOST_MS;
        return [
          finding("milliseconds to pick up a run, p50", `at most ${MOST_MS}`, alone(p50), holds, {
            runs,
          }),
          finding("milliseconds to pick up a run, p95", `at most ${MOST_MS}`, alone(p95), holds, {
            most,
          }),
        ];
      } finally {
        await worker.stop();
      }
    });
  },
};
