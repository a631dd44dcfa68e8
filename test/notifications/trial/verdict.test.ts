import { describe, expect, it } from "vitest";
import { SMALLEST_ARM, type Verdict, verdictOf } from "@/lib/notifications/trial/verdict";

const seen = { control: 100, remind: 900, broken: false, complete: true, expected: 50 };

describe("the verdict of a trial", () => {
  it.each<[Verdict, string, Partial<Parameters<typeof verdictOf>[0]>]>([
    ["helped", "all of the interval lies above 0", { interval: { low: 1, high: 90 } }],
    ["helped", "it helped less than promised", { interval: { low: 1, high: 40 } }],
    ["did-not", "0 is inside and what was promised is not", { interval: { low: -30, high: 45 } }],
    ["did-not", "it did harm", { interval: { low: -30, high: -5 } }],
    ["too-few", "both 0 and what was promised are inside", { interval: { low: -30, high: 80 } }],
    ["did-not", "nothing was promised and it did harm", { interval: { low: -30, high: -5 }, expected: 0 }],
    ["too-few", "nothing was promised and 0 is inside", { interval: { low: -30, high: 5 }, expected: 0 }],
    ["too-few", "an arm is small, whatever is seen", { interval: { low: 1, high: 9 }, control: SMALLEST_ARM - 1 }],
    ["too-few", "nothing varies", { interval: null }],
    ["too-early", "days are still to pass, whatever is seen", { interval: { low: 1, high: 9 }, complete: false }],
    ["ratio-broken", "the arms are not as drawn, whatever is seen", { interval: { low: 1, high: 9 }, broken: true }],
    ["no-control", "nobody was held out", { interval: null, control: 0 }],
  ])("is %s when %s", (expected, _, facts) => {
    expect(verdictOf({ ...seen, interval: null, ...facts })).toBe(expected);
  });
});
