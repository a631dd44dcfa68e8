import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeConnection } from "@/db/client";
import { ensureProvider, takeTokens } from "@/lib/notifications/sending/mutations/bucket";
import { groupSize } from "@/lib/notifications/sending/pace";
import { makeRandom, type Random } from "@/lib/statistics/random";
import { installFakeClock, setFakeClock } from "./simulation/fake-clock";

const BEGIN = Date.parse("2026-06-01T09:00:00Z");
const WORKERS = 3;
/** A worker asks for its next group when the last moment it was given is no further away. */
const AHEAD_MS = 500;

const owner = postgres(process.env.DATABASE_URL ?? "", { max: 1, onnotice: () => {} });

beforeAll(async () => {
  await installFakeClock(owner);
  await closeConnection();
});
afterAll(() => owner.end());

/**
 * Workers who always have something to send, from one simulated moment to another: whoever has worked off most of what he was
 * given asks for more, a little sooner or later by accident. @returns the moments that the bucket has given.
 */
async function work(name: string, rate: number, { from, to }: { from: number; to: number }, random: Random) {
  const moments: number[] = [];
  const next = Array.from({ length: WORKERS }, () => from + random.integer(200));
  for (;;) {
    const now = Math.min(...next);
    if (now >= to) return moments;
    const worker = next.indexOf(now);
    await setFakeClock(owner, now);
    const taken = await takeTokens(name, 1 + random.integer(groupSize(rate)), null);
    if (taken.can !== "send") throw new Error(`the bucket gave nothing: ${taken.can}`);
    const given = taken.delays.map((delay) => taken.from + delay);
    moments.push(...given);
    const last = Math.max(...given);
    next[worker] = Math.ceil(Math.max(now + 1, last - AHEAD_MS + random.integer(AHEAD_MS / 2)));
  }
}

const within = (moments: readonly number[], from: number, ms: number) =>
  moments.filter((at) => at >= from && at < from + ms).length;

/** Of all windows of that length the fullest: one that ends with a moment, and holds those before it that are nearer than `ms`. */
function fullest(moments: readonly number[], ms: number): number {
  const inOrder = [...moments].sort((a, b) => a - b);
  let [most, first] = [0, 0];
  for (const [index, at] of inOrder.entries()) {
    while (at - (inOrder[first] ?? at) >= ms) first++;
    most = Math.max(most, index - first + 1);
  }
  return most;
}

describe("the bucket of a provider over simulated minutes, asked by three workers", () => {
  it.each([5, 40, 120])(
    "at %i a second gives 60 seconds what is configured, to 2 %, and never more, nor after a pause",
    async (rate) => {
      const name = `minutes of ${rate}`;
      const random = makeRandom(name);
      await setFakeClock(owner, BEGIN);
      await ensureProvider(name, rate);

      const first = await work(name, rate, { from: BEGIN, to: BEGIN + 62_000 }, random);
      // From the second second on: the first one begins wherever the workers come in.
      const minute = within(first, BEGIN + 1_000, 60_000) / (60 * rate);
      expect(minute).toBeGreaterThanOrEqual(0.98);
      expect(minute).toBeLessThanOrEqual(1);

      // Nobody sends for a while, and nothing has been saved up.
      const again = BEGIN + 100_000;
      const second = await work(name, rate, { from: again, to: again + 12_000 }, random);
      expect(within(second, again + 1_000, 10_000) / (10 * rate)).toBeGreaterThanOrEqual(0.97);
      for (const seconds of [1, 60])
        expect(fullest([...first, ...second], seconds * 1_000)).toBeLessThanOrEqual(seconds * rate);
    },
  );
});
