import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DrawnMember, drawArms } from "@/lib/notifications/trial/draw";

const people = (sizes: Readonly<Record<string, number>>): DrawnMember[] => {
  const strata = Object.entries(sizes).flatMap(([stratum, n]) => new Array<string>(n).fill(stratum));
  return strata.map((stratum, index) => ({ customerId: index + 1, mailbox: `p${index + 1}@example.com`, stratum }));
};

const controlsOf = (seed: string, members: readonly DrawnMember[], share: number) => {
  const arms = drawArms(seed, members, share);
  return members.filter(({ customerId }) => arms.get(customerId) === "control");
};

describe("the draw of the hold-out", () => {
  it("holds out 10 % of 200, 100 and 50 exactly: 20, 10 and 5", () => {
    const controls = controlsOf("s", people({ a: 200, b: 100, c: 50 }), 0.1);
    const of = (stratum: string) => controls.filter((member) => member.stratum === stratum).length;
    expect([of("a"), of("b"), of("c")]).toEqual([20, 10, 5]);
  });

  it("gives one arm to all who share a mailbox, and counts them once", () => {
    const shared = Array.from({ length: 60 }, (_, index) => ({
      customerId: index + 1,
      mailbox: `family${Math.floor(index / 6)}@example.com`,
      stratum: index % 2 === 0 ? "even" : "odd",
    }));
    const arms = drawArms("s", shared, 0.2);
    for (let family = 0; family < 10; family++) {
      expect(new Set(shared.slice(family * 6, family * 6 + 6).map((one) => arms.get(one.customerId))).size).toBe(1);
    }
    expect([...arms.values()].filter((arm) => arm === "control")).toHaveLength(12);
  });

  it("is the same for the same seed in any order, and another for another seed", () => {
    const members = people({ a: 40, b: 60 });
    expect(drawArms("s", [...members].reverse(), 0.2)).toEqual(
      new Map([...drawArms("s", members, 0.2)].sort(([a], [b]) => b - a)),
    );
    expect(controlsOf("t", members, 0.2)).not.toEqual(controlsOf("s", members, 0.2));
  });

  it("holds out round(share × N) in all and less than one away from its part in each stratum", () => {
    const sizes = fc.dictionary(fc.constantFrom("a", "b", "c", "d", "e", "f"), fc.integer({ min: 1, max: 40 }));
    fc.assert(
      fc.property(fc.string(), sizes, fc.double({ min: 0, max: 0.99, noNaN: true }), (seed, strata, share) => {
        const members = people(strata);
        const controls = controlsOf(seed, members, share);
        expect(controls).toHaveLength(Math.round(share * members.length));
        for (const [stratum, size] of Object.entries(strata)) {
          const part = (size * controls.length) / members.length;
          const held = controls.filter((member) => member.stratum === stratum).length;
          expect(Math.abs(held - part)).toBeLessThan(1);
        }
      }),
    );
  });

  it("holds out those of strata of one as often as all others: 400 of 2,000 draws of 20 %, within four deviations", () => {
    const members = people({ a: 1, b: 1, c: 1, d: 1, e: 1, f: 5 });
    const times = new Map<number, number>();
    for (let draw = 0; draw < 2000; draw++) {
      for (const { customerId } of controlsOf(`seed ${draw}`, members, 0.2)) {
        times.set(customerId, (times.get(customerId) ?? 0) + 1);
      }
    }
    // √(2000 · 0.2 · 0.8) = 17.9.
    for (const { customerId } of members) expect(Math.abs((times.get(customerId) ?? 0) - 400)).toBeLessThan(72);
  });

  it("holds out nobody at a share of nought or of nobody, and refuses to hold out everybody", () => {
    expect(controlsOf("s", people({ a: 9 }), 0)).toEqual([]);
    expect(drawArms("s", [], 0.1).size).toBe(0);
    expect(() => drawArms("s", [], 1)).toThrow(RangeError);
  });
});
