import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withScope } from "@/db/client";
import { makeRandom } from "@/lib/statistics/random";
import { until } from "../../support/until";
import { approved, endOf, openSendingHouse, planned } from "./ready-batch";
import { type Sink, startSink } from "./sink";

const MESSAGES = 300;
const CUTS = 20;

let sink: Sink;
let folder: string;
let child: ChildProcess | undefined;
/** In another database of the same server, so that it is not cut off itself. */
const beside = new URL(process.env.DATABASE_URL ?? "");
const name = beside.pathname.slice(1);
beside.pathname = "/postgres";
const knife = postgres(beside.href, { max: 1, onnotice: () => {} });
const cut = () => knife`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`;

beforeAll(async () => {
  sink = await startSink();
  folder = await mkdtemp(path.join(tmpdir(), "severed-"));
});
afterAll(async () => {
  child?.kill("SIGKILL");
  await sink.stop();
  await knife.end();
  await rm(folder, { recursive: true });
});

it("a database that drops all connections at 20 random moments: each message once, or unknown; the sender goes on by itself", async () => {
  const { house, holders } = await openSendingHouse("SEVERED", MESSAGES);
  const id = await approved(
    house,
    holders.map((one) => planned(one)),
  );
  const file = path.join(import.meta.dirname, "sender-process.ts");
  child = spawn(process.execPath, ["--import", "tsx", file, sink.url, folder], {
    cwd: path.resolve(import.meta.dirname, "../../.."),
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, LOG_LEVEL: "silent" },
  });
  await once(child.stdout ?? child, "data");
  const random = makeRandom("severed");
  for (let made = 0; made < CUTS; made += 1) {
    await new Promise((resolve) => setTimeout(resolve, random.uniform() * 400));
    await cut();
  }

  // Our own connections were cut too: asked again until one holds.
  const asked = <T>(work: () => Promise<T>) => until("the database answers", () => work().catch(() => null), 30);
  const lapse = () =>
    withScope(house.scope, (tx) =>
      tx.execute(
        sql`update app.outbox set lease_until = clock_timestamp() - interval '1 second' where state = 'handing-over'`,
      ),
    );
  await until(
    "nothing is left but what nobody knows of",
    async () => {
      const before = await asked(() => endOf(house.scope, id));
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      const { outbox } = await asked(() => endOf(house.scope, id));
      // What has not moved for so long was cut off in hand; its half minute of lease is taken to be over.
      const hasRested = JSON.stringify(before.outbox) === JSON.stringify(outbox);
      if (hasRested && outbox.every(({ state }) => state === "handing-over" || state === "unknown")) await asked(lapse);
      return outbox.every(({ state }) => state === "unknown");
    },
    300,
  );
  expect(child.exitCode).toBeNull();

  const { outbox, messages } = await asked(() => endOf(house.scope, id));
  const unknown = new Set(outbox.map(({ mailbox }) => mailbox));
  const got = sink.taken.map(({ to }) => to);
  expect(got.length).toBe(new Set(got).size);
  expect(holders.filter(({ email }) => !got.includes(email) && !unknown.has(email))).toEqual([]);
  expect(messages.filter(({ mailbox }) => !got.includes(mailbox))).toEqual([]);
  expect(messages.length + unknown.size).toBe(MESSAGES);
}, 480_000);
