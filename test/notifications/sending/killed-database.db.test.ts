import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeConnection, withScope } from "@/db/client";
import { startPostgres } from "@/lib/setup/postgres.mjs";
import { makeRandom } from "@/lib/statistics/random";
import { createTestDatabase } from "../../support/database";
import { until } from "../../support/until";
import { approved, endOf, openSendingHouse, planned } from "./ready-batch";
import { type Sink, startSink } from "./sink";

/** DATABASE_KILLS=20 for the whole demand; a working day has less time. */
const ROUNDS = Number(process.env.DATABASE_KILLS ?? 2);
const MESSAGES = process.env.DATABASE_KILLS ? 2_000 : 300;
/** What one sender has in hand at most: its two lanes of 32. */
const IN_HAND = 64;

type Server = Awaited<ReturnType<typeof startPostgres>>;

let sink: Sink;
let folder: string;
let server: Server;
let child: ChildProcess | undefined;
const before = { DATABASE_URL: process.env.DATABASE_URL, TEST_SERVER_URL: process.env.TEST_SERVER_URL };

const start = () => startPostgres({ dataDir: path.join(folder, "server"), throwAway: true });

// A server of its own: the other test files would not like what is done to it.
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "killed-database-"));
  sink = await startSink();
  server = await start();
  process.env.TEST_SERVER_URL = server.url;
  const { url } = await createTestDatabase();
  process.env.DATABASE_URL = url;
  await closeConnection();
});
afterAll(async () => {
  child?.kill("SIGKILL");
  await sink.stop();
  await closeConnection();
  await server.stop();
  Object.assign(process.env, before);
  for (const place of [server.pgdata, folder]) await rm(place, { recursive: true, force: true });
});

/** The same server on the same files and at the same port, as whoever looks after it starts it again. */
async function killAndRestart(restMs: number): Promise<void> {
  process.kill(server.pid, "SIGKILL");
  await server.exited;
  await server.stop(); // This process would hold it twice, and end by stopping it once.
  await new Promise((resolve) => setTimeout(resolve, restMs));
  const { port } = server;
  server = await start();
  expect(server.port).toBe(port);
}

describe("a database server killed with -9 in the middle of a batch", () => {
  it.each(Array.from({ length: ROUNDS }, (_, index) => index + 1))(
    "round %i: the sender goes on by itself when it is back; each message once, or unknown; nobody is skipped (NO-8)",
    async (round) => {
      const random = makeRandom(`killed database ${round}`);
      const { house, holders } = await openSendingHouse(`DOWN${round}`, MESSAGES);
      const id = await approved(
        house,
        holders.map((one) => planned(one)),
      );
      const mine = new Set(holders.map(({ email }) => email));
      const arrived = () => sink.taken.filter(({ to }) => mine.has(to)).map(({ to }) => to);
      if (!child) {
        const file = path.join(import.meta.dirname, "sender-process.ts");
        child = spawn(process.execPath, ["--import", "tsx", file, sink.url, folder], {
          cwd: path.resolve(import.meta.dirname, "../../.."),
          stdio: ["ignore", "pipe", "inherit"],
          env: { ...process.env, LOG_LEVEL: "silent" },
        });
      }
      const at = 1 + random.integer(MESSAGES - 3 * IN_HAND);
      await until("the batch is under way", async () => arrived().length >= at, 60);
      await killAndRestart(random.integer(3_000));
      const whenBack = arrived().length;

      // Our own connections went down with it: asked again until one holds.
      const asked = <T>(work: () => Promise<T>) => until("the database answers", () => work().catch(() => null), 30);
      const lapse = () =>
        withScope(house.scope, (tx) =>
          tx.execute(sql`
            update app.outbox set lease_until = clock_timestamp() - interval '1 second' where state = 'handing-over'`),
        );
      await until(
        "nothing is left but what nobody knows of",
        async () => {
          const first = await asked(() => endOf(house.scope, id));
          await new Promise((resolve) => setTimeout(resolve, 2_500));
          const { outbox } = await asked(() => endOf(house.scope, id));
          // What has not moved for so long went down in hand; its half minute of lease is taken to be over.
          const hasRested = JSON.stringify(first.outbox) === JSON.stringify(outbox);
          if (hasRested && outbox.every(({ state }) => state !== "waiting")) await asked(lapse);
          return outbox.every(({ state }) => state === "unknown");
        },
        300,
      );
      expect(child.exitCode).toBeNull();

      const { outbox, messages } = await asked(() => endOf(house.scope, id));
      const unknown = new Set(outbox.map(({ mailbox }) => mailbox));
      const got = arrived();
      expect(got.length).toBeGreaterThan(whenBack);
      expect(got.length).toBe(new Set(got).size);
      expect(unknown.size).toBeLessThanOrEqual(IN_HAND);
      // Whoever has not got it stands as unknown, and whoever is written down as sent to has got it.
      expect(holders.filter(({ email }) => !got.includes(email) && !unknown.has(email))).toEqual([]);
      expect(messages.filter(({ mailbox }) => !got.includes(mailbox))).toEqual([]);
      expect(messages.length + unknown.size).toBe(MESSAGES);
    },
    480_000,
  );
});
