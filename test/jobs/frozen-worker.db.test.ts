import { expect, it } from "vitest";
import { APP_ROLE } from "@/db/role";
import { until } from "../support/until";
import { workerProcesses } from "./worker-processes";

const { owner, start, put, get, running, done, effects } = workerProcesses();

it("a worker frozen (SIGSTOP) and thawed later: the run is done once by another, and the thawed one writes nothing (BG-3)", async () => {
  const frozen = await start();
  const id = await put();
  await running(id);
  frozen.kill("SIGSTOP");
  const stopped = Date.now();
  await start();
  await done(id, 60);
  expect(Date.now() - stopped).toBeLessThan(60_000);
  frozen.kill("SIGCONT");
  await until("the thawed worker lets go of its transaction", async () => {
    const [row] = await owner`select count(*)::int as open from pg_stat_activity
      where datname = current_database() and usename = ${APP_ROLE} and state like 'idle in transaction%'`;
    return row?.open === 0;
  });
  expect(await effects()).toEqual([2]);
  expect(await get(id)).toMatchObject({ state: "done", attempts: 2, result: { attempt: 2 } });
}, 120_000);
