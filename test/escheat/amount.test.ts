import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AmountFacts, amountClaimed } from "@/lib/escheat/amount";
import type { Share } from "@/lib/escheat/rule";

const facts: AmountFacts = { face: 100_00n, balance: 100_00n, givesCash: false, lastYear: 2024 };
const amount = (share: Share, more: Partial<AmountFacts> = {}) => amountClaimed(share, { ...facts, ...more }).amount;

const ofFace: Share = { percent: 60, base: "face", percentIfCash: 100 };
const ofRest: Share = { percent: 60, base: "remaining" };

describe("the amount claimed", () => {
  it("60 % of a face value of $100 is $60, and no more than the $25 that are left", () => {
    expect(amount(ofFace)).toBe(60_00n);
    expect(amount(ofFace, { balance: 25_00n })).toBe(25_00n);
  });

  it("60 % of the $25 that are left is $15", () => {
    expect(amount(ofRest, { balance: 25_00n })).toBe(15_00n);
  });

  it("is rounded once, half up: 60 % of $80.01 is $48.006 or $48.01, and half of one cent is one cent", () => {
    expect(amount(ofRest, { balance: 80_01n })).toBe(48_01n);
    expect(amount({ percent: 50, base: "remaining" }, { balance: 1n })).toBe(1n);
    expect(amount({ percent: 33.33, base: "remaining" }, { balance: 100_00n })).toBe(33_33n);
  });

  it("of a card that gives money back is all that is left; unknown where nobody knows whether it does", () => {
    expect(amount(ofFace, { givesCash: true, balance: 80_00n })).toBe(80_00n);
    expect(amountClaimed(ofFace, { ...facts, givesCash: null })).toEqual({ amount: null, unknown: "cashRedeemable" });
    expect(amount(ofRest, { givesCash: null })).toBe(60_00n);
  });

  it("of an unknown face value is unknown, where the face value counts", () => {
    expect(amountClaimed(ofFace, { ...facts, face: null })).toEqual({ amount: null, unknown: "face" });
    expect(amount(ofRest, { face: null })).toBe(60_00n);
  });

  it("follows the year of the last transaction: 60, 40, 20 and 0 % to 2019, of 2020, of 2021 and from 2022 (Maine)", () => {
    const steps = [60, 40, 20, 0].map((percent, i) => ({ year: 2019 + i, percent }));
    const maine: Share = { percent: 0, base: "remaining", byYearOfLastTransaction: steps };
    const of = (lastYear: number) => amount(maine, { lastYear });
    expect([2010, 2019, 2020, 2021, 2022, 2030].map(of)).toEqual([60_00n, 60_00n, 40_00n, 20_00n, 0n, 0n]);
  });

  it("lies between nothing and what is left, also of an overdrawn card", () => {
    const minor = fc.bigInt({ min: -1_000n, max: 10n ** 15n });
    fc.assert(
      fc.property(
        minor,
        minor,
        fc.integer({ min: 0, max: 100 }),
        fc.constantFrom("face" as const, "remaining" as const),
        (face, balance, percent, base) => {
          const taken = amount({ percent, base }, { face, balance }) ?? -1n;
          expect(taken >= 0n && taken <= (balance < 0n ? 0n : balance)).toBe(true);
        },
      ),
    );
  });
});
