import fc from "fast-check";
import { expect, it } from "vitest";
import { secondsUntilRetry } from "@/lib/jobs/backoff";

it("three attempts with 10 s first: 10 s, 30 s, then none", () => {
  const kind = { attempts: 3, firstDelaySeconds: 10 };
  expect([1, 2, 3].map((attempts) => secondsUntilRetry(kind, attempts))).toEqual([10, 30, null]);
});

it("waits never get shorter and never exceed an hour", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 60 }), (attempt, firstDelaySeconds) => {
      const kind = { attempts: 100, firstDelaySeconds };
      const [now = 0, next = 0] = [secondsUntilRetry(kind, attempt) ?? 0, secondsUntilRetry(kind, attempt + 1) ?? 0];
      return now <= next && next <= 3600;
    }),
  );
});
