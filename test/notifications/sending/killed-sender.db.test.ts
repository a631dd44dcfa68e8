import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withScope } from "@/db/client";
import { until } from "../../support/until";
import { approved, endOf, openSendingHouse, planned } from "./ready-batch";
import { type Sink, startSink } from "./sink";

/** The whole demand is KILL_ROUNDS=20 with 2,000 messages each; a working day has less time. */
const ROUNDS = Number(process.env.KILL_ROUNDS ?? 2);
const MESSAGES = process.env.KILL_ROUNDS ? 2_000 : 300;
/** What one sender has in hand at most: its two lanes of 32, and 32 that it has heard of and not yet written down. */
const IN_HAND = 96;

let sink: Sink;
let folder: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  sink = await startSink();
  folder = await mkdtemp(path.join(tmpdir(), "sender-"));
});
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await sink.stop();
  await rm(folder, { recursive: true });
});

async function startProcess(): Promise<ChildProcess> {
  const file = path.join(import.meta.dirname, "sender-process.ts");
  const child = spawn(process.execPath, ["--import", "tsx", file, sink.url, folder], {
    cwd: path.resolve(import.meta.dirname, "../../.."),
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, LOG_LEVEL: "fatal" },
  });
  children.push(child);
  await once(child.stdout, "data");
  return child;
}

describe("a sender killed with -9 in the middle of a batch", () => {
  it.each(Array.from({ length: ROUNDS }, (_, index) => index + 1))(
    "round %i: each message arrived exactly once, or stands as unknown; nobody is skipped (NO-8, R3)",
    async (round) => {
      const { house, holders } = await openSendingHouse(`KILL${round}`, MESSAGES);
      const id = await approved(
        house,
        holders.map((one) => planned(one)),
      );
      const mine = new Set(holders.map(({ email }) => email));
      const arrived = () => sink.taken.filter(({ to }) => mine.has(to)).map(({ to }) => to);

      const first = await startProcess();
      // At another point of the batch in each round, and of a message by the accident of the machine.
      const at = Math.floor((MESSAGES * (round - 0.5)) / ROUNDS) + 1;
      await until("the batch is under way", async () => arrived().length >= at, 60);
      first.kill("SIGKILL");
      await once(first, "exit");
      // Half a minute of lease is over.
      await withScope(house.scope, (tx) =>
        tx.execute(
          sql`update app.outbox set lease_until = clock_timestamp() - interval '1 second' where state = 'handing-over'`,
        ),
      );
      const second = await startProcess();
      const left = async () => (await endOf(house.scope, id)).outbox.filter(({ state }) => state !== "unknown").length;
      await until("nothing is left but what nobody knows of", async () => (await left()) === 0, 90);
      second.kill("SIGTERM");

      const { outbox, messages } = await endOf(house.scope, id);
      const unknown = new Set(outbox.map(({ mailbox }) => mailbox));
      const got = arrived();
      expect(got.length).toBe(new Set(got).size);
      expect(unknown.size).toBeLessThanOrEqual(IN_HAND);
      // Whoever has not got it stands as unknown, and whoever is written down as sent to has got it.
      expect(holders.filter(({ email }) => !got.includes(email) && !unknown.has(email))).toEqual([]);
      expect(
        messages.map(({ mailbox, outcome }) => [mailbox, outcome]).filter(([mailbox]) => !got.includes(mailbox ?? "")),
      ).toEqual([]);
      expect(messages.length + unknown.size).toBe(MESSAGES);
    },
    180_000,
  );
});
