import { expect, it } from "vitest";
import { connection } from "@/db/client";
import { until } from "../support/until";
import { workerProcesses } from "./worker-processes";

const { start, put, get, running, done, effects } = workerProcesses();

it("a worker killed with -9 in mid-transaction: another takes the run over within 60 s, and the effect is there once (BG-3)", async () => {
  const first = await start();
  const id = await put();
  await running(id);
  await start();
  first.kill("SIGKILL");
  const killed = Date.now();
  await done(id, 60);
  expect(Date.now() - killed).toBeLessThan(60_000);
  expect(await get(id)).toMatchObject({ attempts: 2, result: { attempt: 2 }, progress: 1 });
  expect(await effects()).toEqual([2]);
  // The queue is told of a run's end a moment after the run itself.
  await until(
    "the queue is empty",
    async () => (await connection().sql`select from graphile_worker.jobs`).length === 0,
  );
}, 120_000);
