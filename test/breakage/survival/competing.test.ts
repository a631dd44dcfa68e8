import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cumulativeIncidence } from "@/lib/breakage/survival/competing";
import { kaplanMeier } from "@/lib/breakage/survival/kaplan-meier";
import { granted, kindsOf } from "./published";

const card = (time: number, cause: string | null) => ({ time, cause });

describe("redemption with expiry as the competing end", () => {
  const cards = [card(1, "redeemed"), card(2, "expired"), card(3, null), card(4, "redeemed"), card(5, "expired")];

  it("redeemed 1/5 + (3/5)(1/2) = 0.5, expired (4/5)(1/4) + (3/10)·1 = 0.5, none open", () => {
    const { causes, open } = granted(cumulativeIncidence(cards));
    expect(causes.redeemed?.map(({ time, incidence }) => [time, Number(incidence.toFixed(10))])).toEqual([
      [1, 0.2],
      [4, 0.5],
    ]);
    expect(causes.expired?.map(({ time, incidence }) => [time, Number(incidence.toFixed(10))])).toEqual([
      [2, 0.2],
      [5, 0.5],
    ]);
    expect(open).toBe(0);
  });

  it("to censor at expiry would claim (1 − 1/5)(1 − 1/2): 60 % redeemed", () => {
    const censored = cards.map(({ time, cause }) => ({ time, event: cause === "redeemed" }));
    expect(1 - (granted(kaplanMeier(censored)).steps.at(-1)?.survival ?? 0)).toBeCloseTo(0.6, 12);
  });

  it("has the binomial error √(p(1 − p)/n) at the first step: √(0.16/5)", () => {
    expect(granted(cumulativeIncidence(cards)).causes.redeemed?.[0]?.standardError).toBeCloseTo(Math.sqrt(0.032), 12);
  });

  it("with all cards followed to the end is the plain share, with the binomial error: 3 of 10 and √0.021", () => {
    const followed = [..."rrexexrxxx"].map((letter, i) => card(i + 1, { r: "redeemed", e: "expired" }[letter] ?? null));
    const atEnd = followed.map(({ time, cause }) => ({ time: cause === null ? 99 : time, cause }));
    const last = granted(cumulativeIncidence(atEnd)).causes.redeemed?.at(-1);
    expect(last?.incidence).toBeCloseTo(0.3, 12);
    expect(last?.standardError).toBeCloseTo(Math.sqrt(0.021), 12);
  });
});

const anyCards = fc.array(
  fc.record({
    time: fc.integer({ min: 3, max: 20 }),
    cause: fc.constantFrom("redeemed", "expired", "escheated", null),
    weight: fc.integer({ min: 1, max: 9 }),
    entry: fc.integer({ min: 0, max: 2 }),
  }),
  { minLength: 1, maxLength: 40 },
);

describe("whatever the cards", () => {
  it("the incidences and the open share make 1", () => {
    fc.assert(
      fc.property(anyCards, (cards) => {
        const { causes, open } = granted(cumulativeIncidence(cards));
        const ended = Object.values(causes).map((steps) => steps.at(-1)?.incidence ?? 0);
        expect(ended.reduce((a, b) => a + b, open)).toBeCloseTo(1, 10);
      }),
    );
  });

  it("with one cause it is 1 − Kaplan–Meier, with Greenwood's error", () => {
    fc.assert(
      fc.property(anyCards, (cards) => {
        const single = cards.map((one) => ({ ...one, cause: one.cause === null ? null : "redeemed" }));
        const curve = granted(kaplanMeier(single.map((one) => ({ ...one, event: one.cause !== null }))));
        const steps = granted(cumulativeIncidence(single)).causes.redeemed ?? [];
        expect(steps).toHaveLength(curve.steps.length);
        for (const [i, { incidence, standardError }] of steps.entries()) {
          expect(incidence).toBeCloseTo(1 - (curve.steps[i]?.survival ?? 9), 10);
          const greenwood = curve.steps[i]?.standardError;
          if (greenwood !== null) expect(standardError).toBeCloseTo(greenwood ?? 9, 10);
        }
      }),
    );
  });
});

describe("what is no data", () => {
  it("nothing ended: no cause, all open", () => {
    expect(granted(cumulativeIncidence([card(1, null), card(2, null)]))).toEqual({ causes: {}, open: 1 });
  });

  it("no card is refused", () => {
    expect(kindsOf(cumulativeIncidence([]))).toEqual(["no-rows"]);
  });
});
