import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inverseLink, linkOf, linkSlope, links } from "@/lib/statistics/link";

describe.each(links)("the %s link", (link) => {
  it("returns every probability from its own scale, with the slope of the way back", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }), (p) => {
        const { probability, complement, slope } = inverseLink(link, linkOf(link, p));
        expect(Math.abs(probability / p - 1)).toBeLessThan(1e-6);
        expect(Math.abs(probability + complement - 1)).toBeLessThan(1e-12);
        expect(Math.abs(slope * linkSlope(link, p) - 1)).toBeLessThan(1e-6);
      }),
    );
  });

  it("is finite at any η and infinite at 0 and 1", () => {
    for (const eta of [-800, -40, 40, 800]) {
      const { probability, complement, slope } = inverseLink(link, eta);
      expect([probability, complement, slope].every((value) => value >= 0 && value <= 1)).toBe(true);
    }
    expect([linkOf(link, 0), linkOf(link, 1)]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
    expect(() => linkOf(link, 1.2)).toThrow(RangeError);
  });
});

describe("links by hand", () => {
  it("logit: ½ at 0 with slope ¼, ¾ at ln 3", () => {
    expect(inverseLink("logit", 0)).toEqual({ probability: 0.5, complement: 0.5, slope: 0.25 });
    expect(inverseLink("logit", Math.log(3)).probability).toBeCloseTo(0.75, 15);
  });

  it("cloglog: 1 − 1/e at 0 with slope 1/e, ½ at ln ln 2", () => {
    const { probability, slope } = inverseLink("cloglog", 0);
    expect(probability).toBeCloseTo(1 - 1 / Math.E, 15);
    expect(slope).toBeCloseTo(1 / Math.E, 15);
    expect(inverseLink("cloglog", Math.log(Math.LN2)).probability).toBeCloseTo(0.5, 15);
  });
});
