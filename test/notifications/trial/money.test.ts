import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ledgersOf, totalsOf } from "@/lib/notifications/trial/money";

const per = (effect: number, half = 1) => ({ effect, interval: { low: effect - half, high: effect + half } });

describe("the three ledgers", () => {
  it("of 900 mailboxes with 2.00 rescued, 0.50 of it from a state, 0.40 above, margin 35 %, 9.00 of cost: the issuer is left with −603.00", () => {
    // Margin on 1,800.00 is 630.00, on 360.00 above 126.00; breakage 1,350.00; 630 + 126 − 1350 − 9 = −603.00.
    const ledgers = ledgersOf({
      mailboxes: 900,
      rescued: per(200, 50),
      toState: per(50),
      above: per(40),
      margin: 0.35,
      cost: 900,
    });
    expect(ledgers).toEqual({
      customers: { rescued: { value: 180_000n, low: 135_000n, high: 225_000n } },
      issuer: { marginOnRedeemed: 63_000n, marginAbove: 12_600n, breakage: 135_000n, cost: 900n, net: -60_300n },
      states: { avoided: 45_000n },
    });
  });

  const effect = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  const input = fc.record({
    mailboxes: fc.integer({ min: 0, max: 200_000 }),
    rescued: effect.map((value) => per(value)),
    toState: effect.map((value) => per(value)),
    above: effect.map((value) => per(value)),
    margin: fc.double({ min: 0, max: 1, noNaN: true }),
    cost: fc.double({ min: 0, max: 1e7, noNaN: true }),
  });

  it("give customers what the issuer and the states go without, and sum up line by line, to the cent", () => {
    fc.assert(
      fc.property(fc.array(input, { maxLength: 5 }), (batches) => {
        const all = batches.map(ledgersOf);
        for (const { customers, issuer, states } of all) {
          expect(issuer.breakage + states.avoided).toBe(customers.rescued.value);
        }
        const total = totalsOf(all);
        expect(total.breakage + total.avoided).toBe(total.rescued);
        expect(total.marginOnRedeemed + total.marginAbove - total.breakage - total.cost).toBe(total.net);
        expect(total.batches).toBe(batches.length);
      }),
    );
  });
});
