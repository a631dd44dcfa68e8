import fc from "fast-check";
import { expect, test } from "vitest";
import type { GuessLimit } from "@/lib/identity/limits";
import { attempt, blockAfter, type Counter } from "@/lib/identity/throttle";

const limit: GuessLimit = { free: 5, window: 900_000, firstBlock: 30_000, longestBlock: 900_000 };
const start = new Date("2026-03-01T12:00:00Z");
const after = (milliseconds: number) => new Date(start.getTime() + milliseconds);

function repeat(times: number): Counter | null {
  let counter: Counter | null = null;
  for (let index = 0; index < times; index += 1) counter = attempt(limit, counter, start).next;
  return counter;
}

test("five attempts are free, the sixth within the window waits 30 seconds", () => {
  const verdict = attempt(limit, repeat(5), after(1));
  expect(verdict).toMatchObject({ allowed: false, retryAfterSeconds: 30 });
});

test("the wait doubles with each further attempt: 30, 60, 120 s, and never passes 15 minutes", () => {
  expect([5, 6, 7].map((count) => blockAfter(limit, count))).toEqual([30_000, 60_000, 120_000]);
  expect(blockAfter(limit, 1_000_000)).toBe(900_000);
});

test("knocking while blocked does not lengthen the block, so nobody can keep the owner out", () => {
  let counter = repeat(5);
  for (let second = 0; second < 30; second += 1) counter = attempt(limit, counter, after(second * 1000)).next;
  expect(attempt(limit, counter, after(30_000)).allowed).toBe(true);
});

test("after a quiet window the count begins again at one", () => {
  expect(attempt(limit, repeat(5), after(30_000 + 900_000)).next).toMatchObject({ count: 1, blockedUntil: null });
});

test("whatever the history, a pause as long as the longest block always lets one attempt through", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2_000_000 }), { maxLength: 60 }), (pauses) => {
      let counter: Counter | null = null;
      let at = start.getTime();
      for (const pause of pauses) {
        at += pause;
        counter = attempt(limit, counter, new Date(at)).next;
      }
      return attempt(limit, counter, new Date(at + limit.longestBlock)).allowed;
    }),
  );
});

test("a quota refuses what is beyond it until its window ends, and then all of it is there again", () => {
  const quota = { free: 600, window: 60_000 };
  let counter: Counter | null = null;
  const draw = (milliseconds: number) => {
    const verdict = attempt(quota, counter, after(milliseconds));
    counter = verdict.next;
    return verdict.retryAfterSeconds;
  };
  // A client that asks a hundred times a second and waits when, and as long as, it is told to.
  let at = 0;
  const allowed: number[] = [];
  for (let asked = 0; asked < 3_000; asked += 1) {
    const wait = draw(at);
    if (wait === 0) allowed.push(at);
    at += wait === 0 ? 10 : wait * 1000;
  }
  const minutes = [0, 1, 2, 3].map((minute) => allowed.filter((ms) => Math.floor(ms / 60_000) === minute).length);
  expect(minutes).toEqual([600, 600, 600, 600]);
});
