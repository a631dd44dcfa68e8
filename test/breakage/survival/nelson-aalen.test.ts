import { describe, expect, it } from "vitest";
import { nelsonAalen } from "@/lib/breakage/survival/nelson-aalen";
import { AML, GEHAN, granted, kindsOf } from "./published";

describe("the cumulative hazard of Nelson and Aalen", () => {
  it("sums d/n: 1/11 + 1/10 + 1/8 + 1/7 + 1/5 + 1/4 + 1/2 = 1.408766 for maintained leukaemia patients", () => {
    const steps = granted(nelsonAalen(AML.maintained));
    const rounded = steps.map(({ cumulativeHazard }) => Number(cumulativeHazard.toFixed(6)));
    expect(rounded).toEqual([0.090909, 0.190909, 0.315909, 0.458766, 0.658766, 0.908766, 1.408766]);
    expect(steps[1]?.standardError).toBeCloseTo(Math.sqrt(1 / 121 + 1 / 100), 12);
  });

  it("3/21 + 1/17 + … = 0.752114 for children on 6-MP", () => {
    expect(granted(nelsonAalen(GEHAN.mp6)).at(-1)?.cumulativeHazard).toBeCloseTo(0.752114, 6);
  });

  it("with balances 10 of 100, then 30 of 70: 0.1 + 3/7, variance 0.1/(100²/3000) + (3/7)/1.96", () => {
    const steps = granted(
      nelsonAalen([
        { time: 1, event: true, weight: 10 },
        { time: 2, event: false, weight: 20 },
        { time: 3, event: true, weight: 30 },
        { time: 4, event: false, weight: 40 },
      ]),
    );
    expect(steps.at(-1)?.cumulativeHazard).toBeCloseTo(0.1 + 3 / 7, 12);
    expect(steps.at(-1)?.standardError).toBeCloseTo(Math.sqrt(0.03 + 3 / 7 / 1.96), 12);
  });

  it("is refused without cards", () => {
    expect(kindsOf(nelsonAalen([]))).toEqual(["no-rows"]);
  });
});
