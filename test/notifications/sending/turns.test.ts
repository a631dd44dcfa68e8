import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Turns } from "@/lib/notifications/sending/jobs/turns";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "performance"] }));
afterEach(() => void vi.useRealTimers());

describe("a process that was held up", () => {
  it("begins no more in a second than the rate, though the moments of all have passed", async () => {
    const turns = new Turns(10);
    const begun: number[] = [];
    const all = Array.from({ length: 25 }, () => turns.begin(0).then(() => begun.push(performance.now())));
    await vi.advanceTimersByTimeAsync(5_000);
    await Promise.all(all);
    expect(begun).toHaveLength(25);
    const within = begun.map((from) => begun.filter((at) => at >= from && at < from + 1_000).length);
    expect(Math.max(...within)).toBe(10);
  });
});
