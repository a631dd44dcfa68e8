import { describe, expect, it } from "vitest";
import { exampleForm } from "@/lib/breakage/triangle-view/example";
import { readForm } from "@/lib/breakage/triangle-view/read-form";
import { granted } from "../triangle/published-triangles";
import { faultsOf, filled, OPEN_EXAMPLE, pasted } from "./pasted";

describe("a pasted triangle", () => {
  it("adds amounts of each age up, and takes cumulative ones as they stand", () => {
    const incremental = pasted({ triangle: "o,1,2\na,100,50\nb,70\nc,10", kind: "incremental" });
    const cumulative = pasted({ triangle: "o,1,2\na,100,150\nb,70\nc,10" });
    expect(incremental.amounts).toEqual(cumulative.amounts);
    expect(incremental.open).toBeNull();
  });

  it("names line and column of what is no number, of a hole, and of ages that are none", () => {
    expect(faultsOf({ triangle: "o,1,2\na,100,x\nb,50" })).toEqual([expect.stringMatching(/^triangle 2:3 "x" is no/)]);
    expect(faultsOf({ triangle: "o,1,2,3\na,100,,120\nb,50" })).toEqual([
      expect.stringMatching(/^triangle 2:3 Origin a/),
    ]);
    expect(faultsOf({ triangle: "o,1,zwei\na,100\nb,50" })).toEqual([
      expect.stringMatching(/^triangle 1:3 the header/),
    ]);
  });

  it("lets a fall of up to a tenth pass and tells it; a larger one is a fault that says which choice it looks like", () => {
    expect(pasted({ triangle: "o,1,2\na,100,90\nb,50\nc,10" }).falls).toEqual([
      { origin: "a", age: 2, from: 100, to: 90 },
    ]);
    const reading = readForm(filled({ triangle: "o,1,2\na,100,89\nb,50\nc,10" }));
    expect(reading).toMatchObject({ ok: false, faults: [{ line: 2, column: 3, advice: "other-kind" }] });
    expect(faultsOf({ triangle: "o,1,2\na,100,90\nb,50\nc,10", falls: "none" })).toHaveLength(1);
    expect(faultsOf({ triangle: "o,1,2\na,100,1\nb,50\nc,10", falls: "any" })).toEqual([]);
  });

  it("of open balances gives value redeemed beside them: face 1000, open 600 and 480, redeemed 400 and 520", () => {
    const own = pasted({ triangle: OPEN_EXAMPLE, kind: "open" });
    expect(own.amounts.ages).toEqual([1, 2]);
    expect(own.amounts.cells).toEqual([
      [400, 520],
      [300, null],
      [null, null],
    ]);
    expect(own.exposures).toEqual([1000, 1000, 500]);
  });

  it("that rises is no open balance, and the advice is that it may be value redeemed", () => {
    const reading = readForm(filled({ triangle: "o,0,1,2\na,100,40,60\nb,50,20\nc,10", kind: "open" }));
    expect(reading).toMatchObject({ ok: false, faults: [{ line: 2, column: 4, advice: "redeemed" }] });
  });

  it("of more than 120 origins is not begun with", () => {
    const lines = Array.from({ length: 121 }, (_, i) => `o${i},1`);
    expect(faultsOf({ triangle: ["o,1", ...lines].join("\n") })).toEqual([
      expect.stringMatching(/^triangle 1:- there are 121 origins/),
    ]);
  });
});

describe("face values", () => {
  const triangle = "o,1,2\na,100,150\nb,70\nc,10";
  const exposures = "a,400\nb,300\nc,200";

  it("make open balances of value redeemed, from the moment of sale on", () => {
    const { open, shift } = pasted({ triangle, exposures });
    expect(open && granted(open)).toEqual({
      origins: ["a", "b", "c"],
      ages: [0, 1, 2],
      cells: [
        [400, 300, 250],
        [300, 230, null],
        [200, 190, null],
      ],
    });
    expect(shift).toBe(0);
  });

  it("move the ages up by one spacing where the first is 0: ages 0, 3, 6 become 0, 3, 6, 9", () => {
    const own = pasted({ triangle: "o,0,3,6\na,100,150,160\nb,70,80\nc,10", exposures });
    expect(own.open && granted(own.open).ages).toEqual([0, 3, 6, 9]);
    expect(own.shift).toBe(3);
  });

  it("that are premium make none: what is not paid is not owed", () => {
    const own = pasted({ triangle, exposures, exposureKind: "other" });
    expect([own.open, own.exposures]).toEqual([null, [400, 300, 200]]);
  });

  it("are faults of their own field where an origin is missing, beside those of the triangle", () => {
    expect(faultsOf({ triangle, exposures: "a,400\nb,0" })).toEqual([expect.stringMatching(/^exposures 2:2 origin b/)]);
    expect(faultsOf({ triangle: "o,1,2\na,100,20\nb,70\nc,10", exposures: "a,400" })).toEqual([
      expect.stringMatching(/^exposures 1:-/),
      expect.stringMatching(/^triangle 2:3/),
    ]);
  });
});

describe("numbers", () => {
  const triangle = "o,1,2\na,100,150\nb,70\nc,10";

  it("are read with a point, and a comma is a fault at its field", () => {
    expect(pasted({ triangle, prior: " 0.74 ", ultimateAge: "24", diagonals: "3" }).options).toMatchObject({
      prior: 0.74,
      ultimateAge: 24,
      factors: { latestDiagonals: 3, lastSigma: "mack" },
    });
    expect(faultsOf({ triangle, prior: "0,74" })).toEqual([expect.stringMatching(/^prior -:- "0,74" has a comma/)]);
  });

  it("make a tail of a factor, its errors 0 unless given; errors without a factor are a fault", () => {
    expect(pasted({ triangle, tail: "1.02", tailSigma: "3" }).options.tail).toEqual({
      factor: 1.02,
      standardError: 0,
      sigma: 3,
    });
    expect(pasted({ triangle }).options.tail).toBeUndefined();
    expect(faultsOf({ triangle, tailError: "0.01" })).toEqual([expect.stringMatching(/^tailError -:-/)]);
  });
});

it("the example can be read, and is of cards: nobody redeems more than was sold", () => {
  const own = pasted(exampleForm);
  expect(own.open?.ok).toBe(true);
  expect(own.falls).toEqual([]);
});
