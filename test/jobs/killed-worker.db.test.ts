import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connection, withScope } from "@/db/client";
import { APP_ROLE } from "@/db/role";
import type { Scope } from "@/lib/identity/scope";
import { enqueueJob } from "@/lib/jobs/mutations";
import { getJob } from "@/lib/jobs/queries";
import { createIssuer } from "../support/issuer";
import { until } from "../support/until";

const children: ChildProcess[] = [];
async function startWorkerProcess(): Promise<ChildProcess> {
  const file = path.join(import.meta.dirname, "worker-process.ts");
  const child = spawn(process.execPath, ["--import", "tsx", file], {
    cwd: path.resolve(import.meta.dirname, "../.."),
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  await once(child.stdout, "data");
  return child;
}

const owner = postgres(process.env.DATABASE_URL ?? "", { max: 1 });
let scope: Scope;
const put = () => withScope(scope, (tx) => enqueueJob(tx, scope, { kind: "test.effect", label: "probe", input: {} }));
const running = (id: number) =>
  until("the run is in hand", async () => {
    const run = await getJob(scope, id);
    return run.state === "running" && run;
  });
const done = (id: number, seconds: number) =>
  until("the run is done", async () => (await getJob(scope, id)).state === "done", seconds);
const effects = async () => (await owner`select attempt from app.setting_probe order by 1`).map((row) => row.attempt);

beforeAll(async () => {
  scope = await createIssuer();
  await owner.unsafe(
    `create table app.setting_probe (attempt int); grant select, insert on app.setting_probe to ${APP_ROLE}`,
  );
});
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await owner.end();
});

describe("a worker that dies or hangs", () => {
  it("killed with -9 in mid-transaction: another takes the run over within 60 s, and the effect is there once (BG-3)", async () => {
    const first = await startWorkerProcess();
    const id = await put();
    await running(id);
    await startWorkerProcess();
    first.kill("SIGKILL");
    const killed = Date.now();
    await done(id, 60);
    expect(Date.now() - killed).toBeLessThan(60_000);
    expect(await getJob(scope, id)).toMatchObject({ attempts: 2, result: { attempt: 2 }, progress: 1 });
    expect(await effects()).toEqual([2]);
    expect(await connection().sql`select * from graphile_worker.jobs`).toHaveLength(0);
    for (const child of children.splice(0)) child.kill("SIGKILL");
    await owner`truncate app.setting_probe`;
  }, 120_000);

  it("frozen (SIGSTOP) and thawed later: the run is done once by another, and the thawed one writes nothing (BG-3)", async () => {
    const frozen = await startWorkerProcess();
    const id = await put();
    await running(id);
    frozen.kill("SIGSTOP");
    const stopped = Date.now();
    await startWorkerProcess();
    await done(id, 60);
    expect(Date.now() - stopped).toBeLessThan(60_000);
    frozen.kill("SIGCONT");
    await until("the thawed worker lets go of its transaction", async () => {
      const [row] = await owner`select count(*)::int as open from pg_stat_activity
        where datname = current_database() and usename = ${APP_ROLE} and state like 'idle in transaction%'`;
      return row?.open === 0;
    });
    expect(await effects()).toEqual([2]);
    expect(await getJob(scope, id)).toMatchObject({ state: "done", attempts: 2, result: { attempt: 2 } });
  }, 120_000);
});
