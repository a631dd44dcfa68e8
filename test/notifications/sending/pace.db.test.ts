import { beforeAll, describe, expect, it } from "vitest";
import { ensureProvider, restProvider, takeTokens } from "@/lib/notifications/sending/mutations/bucket";

const RATE = 40;
const EVERY = 1_000 / RATE;

beforeAll(() => ensureProvider("clockwork", RATE));

describe("the bucket of a provider, shared by all workers", () => {
  it("gives moments of which no second holds more than the rate, to whoever asks at once", async () => {
    const asked = Array.from({ length: 60 }, (_, index) => takeTokens("clockwork", (index % 8) + 1, null));
    const taken = await Promise.all(asked);
    const moments = taken
      .flatMap((one) => (one.can === "send" ? one.delays.map((delay) => one.from + delay) : []))
      .sort((a, b) => a - b);
    // 7 times 1 to 8, and once 1 to 4: 7 × 36 + 10.
    expect(moments).toHaveLength(262);
    const within = moments.map((from) => moments.filter((at) => at >= from && at < from + 1_000).length);
    expect(Math.max(...within)).toBe(RATE);
    // Evenly: two neighbours are as far apart as the rate says, and 1 % more.
    const gaps = moments.slice(1).map((at, index) => at - (moments[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(EVERY);
  });

  it("gives nothing while a provider rests", async () => {
    await ensureProvider("tired", RATE);
    await restProvider("tired", 60, "421 come back later");
    expect(await takeTokens("tired", 1, null)).toMatchObject({ can: "rest" });
  });

  it("gives nothing to a machine that has seen this database come further than it has", async () => {
    const taken = await takeTokens("clockwork", 1, null);
    if (taken.can !== "send") throw new Error("nothing taken");
    expect(await takeTokens("clockwork", 1, taken.mark)).toMatchObject({ can: "send" });
    const further = { ...taken.mark, count: taken.mark.count + 1_000 };
    expect(await takeTokens("clockwork", 1, further)).toEqual({ can: "nothing", why: "behind" });
  });
});
