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
        const alone = all.map((ledgers, batchId) => ({ batchId, ledgers, control: 1, remind: 1, laterBatches: [] }));
        for (const { customers, issuer, states } of all) {
          expect(issuer.breakage + states.avoided).toBe(customers.rescued.value);
        }
        const total = totalsOf(alone);
        expect(total.breakage + total.avoided).toBe(total.rescued);
        expect(total.marginOnRedeemed + total.marginAbove - total.breakage - total.cost).toBe(total.net);
        expect(total.batches).toBe(batches.length);
      }),
    );
  });
});

describe("the sum of batches that wrote to the same people", () => {
  const brought = (rescued: number, mailboxes: number) =>
    ledgersOf({
      mailboxes,
      rescued: { effect: rescued, interval: null },
      toState: { effect: rescued / 4, interval: null },
      above: { effect: 100, interval: null },
      margin: 0.5,
      cost: mailboxes,
    });
  const early = { batchId: 1, ledgers: brought(2_500, 100), control: 50, remind: 100 };
  const late = { batchId: 2, ledgers: brought(1_000, 40), control: 10, remind: 40, laterBatches: [] };

  it("counts by the later one's mean what was not measured of these mailboxes: 2,500.00 and 400.00, all of it to 40 of the first 100, are 2,500.00", () => {
    const total = totalsOf([{ ...early, laterBatches: [{ batchId: 2, control: 0, remind: 40, brought: null }] }, late]);
    expect([total.rescued, total.twice]).toEqual([250_000n, 40_000n]);
    // A quarter is the states'. Margin of half on it; 1.00 above for each of 100 only; 140 messages at 0.01.
    expect([total.avoided, total.breakage]).toEqual([62_500n, 187_500n]);
    expect([total.marginOnRedeemed, total.marginAbove, total.cost]).toEqual([125_000n, 5_000n, 140n]);
    expect(total.net).toBe(125_000n + 5_000n - 187_500n - 140n);
  });

  it("takes off only what the arms differ by: of 50 held out 10 were reached too, as 20 of 100, so that 20 are left of 40", () => {
    const total = totalsOf([
      { ...early, laterBatches: [{ batchId: 2, control: 10, remind: 40, brought: null }] },
      late,
    ]);
    expect([total.rescued, total.twice]).toEqual([270_000n, 20_000n]);
  });

  it("takes off what was measured of these mailboxes instead, where it was: 90.00 of 400.00", () => {
    const brought = { rescued: 9_000n, marginOnRedeemed: 4_500n, marginAbove: 100n, avoided: 1_000n };
    const total = totalsOf([{ ...early, laterBatches: [{ batchId: 2, control: 0, remind: 40, brought }] }, late]);
    expect([total.rescued, total.twice, total.avoided]).toEqual([281_000n, 9_000n, 71_500n]);
    // Half of 2,900.00 less 45.00, and of 140.00 above less 1.00.
    expect([total.marginOnRedeemed, total.marginAbove]).toEqual([140_500n, 6_900n]);
  });

  it("takes nothing off for a batch that is not in the sum", () => {
    const total = totalsOf([{ ...early, laterBatches: [{ batchId: 3, control: 0, remind: 40, brought: null }] }, late]);
    expect([total.rescued, total.twice]).toEqual([290_000n, 0n]);
  });
});
