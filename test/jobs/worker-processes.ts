/** One run at a time, on workers in processes of their own that a test can kill or freeze from outside. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll } from "vitest";
import { withScope } from "@/db/client";
import { APP_ROLE } from "@/db/role";
import type { Scope } from "@/lib/identity/scope";
import { enqueueJob } from "@/lib/jobs/mutations";
import { getJob } from "@/lib/jobs/queries";
import { createIssuer } from "../support/issuer";
import { until } from "../support/until";

export function workerProcesses() {
  const children: ChildProcess[] = [];
  const owner = postgres(process.env.DATABASE_URL ?? "", { max: 1 });
  let scope: Scope;

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

  return {
    owner,
    start: async (): Promise<ChildProcess> => {
      const file = path.join(import.meta.dirname, "worker-process.ts");
      const child = spawn(process.execPath, ["--import", "tsx", file], {
        cwd: path.resolve(import.meta.dirname, "../.."),
        stdio: ["ignore", "pipe", "inherit"],
      });
      children.push(child);
      await once(child.stdout, "data");
      return child;
    },
    put: () => withScope(scope, (tx) => enqueueJob(tx, scope, { kind: "test.effect", label: "probe", input: {} })),
    get: (id: number) => getJob(scope, id),
    running: (id: number) =>
      until("the run is in hand", async () => {
        const run = await getJob(scope, id);
        return run.state === "running" && run;
      }),
    done: (id: number, seconds: number) =>
      until("the run is done", async () => (await getJob(scope, id)).state === "done", seconds),
    effects: async () => (await owner`select attempt from app.setting_probe order by 1`).map((row) => row.attempt),
  };
}
