import { describe, expect, it } from "vitest";
import { fieldOf, parameterLimits, parameterNames, priors } from "@/lib/notifications/optimiser/parameters";
import { assumedOf, type ParameterRow, resolveParameters, valuesOf } from "@/lib/notifications/optimiser/resolve";
import { redemptionValue, spendAbove } from "@/lib/notifications/optimiser/value";

const row = (id: number, value: number, more: Partial<ParameterRow> = {}): ParameterRow => ({
  id,
  name: "margin",
  channel: null,
  reason: null,
  currency: null,
  value,
  low: null,
  high: null,
  origin: "set",
  source: "the controller",
  date: "2026-01-01",
  ...more,
});

describe("the parameters", () => {
  it("begin with the priors: 65 % of redeemers spend 38 % above, 24.70 for a card of 100.00, and that is marked as doubtful", () => {
    const resolved = resolveParameters([]).of("email", "card-expiry");
    expect(spendAbove(10_000, valuesOf(resolved))).toBeCloseTo(2_470, 9);
    expect(resolved["share-spending-more"]).toMatchObject({ value: 0.65, origin: "prior", doubtful: true });
    expect(resolved["spend-above"]).toMatchObject({ value: 0.38, origin: "prior", doubtful: true });
    expect(assumedOf(resolved).map(({ name }) => name)).toEqual([...parameterNames]);
  });

  it("lie within their ranges and limits, and say where they come from", () => {
    for (const name of parameterNames) {
      const { value, low, high, source, date } = priors[name];
      expect(low).toBeLessThanOrEqual(value);
      expect(value).toBeLessThanOrEqual(high);
      expect(low).toBeGreaterThanOrEqual(parameterLimits[name].least);
      expect(high).toBeLessThanOrEqual(parameterLimits[name].most);
      expect(source.length).toBeGreaterThan(20);
      expect(date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
    expect(new Set(Object.values(fieldOf)).size).toBe(parameterNames.length);
  });

  it("take the most specific row: channel and reason before reason before channel before all", () => {
    const rows = [
      row(1, 0.1),
      row(2, 0.2, { channel: "sms" }),
      row(3, 0.3, { reason: "fees" }),
      row(4, 0.4, { channel: "sms", reason: "fees" }),
      row(9, 0.9),
    ];
    const { of } = resolveParameters(rows);
    expect(of("sms", "fees").margin.value).toBe(0.4);
    expect(of("email", "fees").margin.value).toBe(0.3);
    expect(of("sms", "escheat").margin.value).toBe(0.2);
    expect(of("push", "escheat").margin.value).toBe(0.9);
  });

  it("take the newest of equally specific rows, in whatever order they come", () => {
    const rows = [row(7, 0.7, { origin: "measured", low: 0.6, high: 0.8 }), row(3, 0.3)];
    for (const order of [rows, [...rows].reverse()]) {
      const resolved = resolveParameters(order).of("email", "fees");
      expect(resolved.margin).toMatchObject({ value: 0.7, low: 0.6, high: 0.8, origin: "measured", id: 7 });
      expect(assumedOf(resolved).map(({ name }) => name)).not.toContain("margin");
    }
  });

  it("believe a row without a range as it stands, and pass over names that nobody knows", () => {
    const resolved = resolveParameters([row(1, 0.5), row(2, 9, { name: "colour" })]).of("email", "fees");
    expect(resolved.margin).toMatchObject({ low: 0.5, high: 0.5 });
    expect(Object.keys(resolved)).toEqual([...parameterNames]);
  });
});

describe("the value of a redemption", () => {
  const p = { shareUsed: 0.9, shareSpendingMore: 0.65, spendAbove: 0.38, margin: 0.35 };

  it("is 40.145 for 100.00: 35 % of 90.00 used and 24.70 above", () => {
    const { rescued, above, issuer } = redemptionValue(10_000, "card-expiry", p, false);
    expect([rescued, above]).toEqual([9_000, expect.closeTo(2_470, 9)]);
    expect(issuer).toBeCloseTo(4_014.5, 9);
  });

  it("is 90.00 lower with the breakage that is given up, and then below nothing", () => {
    expect(redemptionValue(10_000, "card-expiry", p, true).issuer).toBeCloseTo(4_014.5 - 9_000, 9);
  });

  it("counts no breakage lost where a state would have taken it", () => {
    expect(redemptionValue(10_000, "escheat", p, true)).toMatchObject({
      issuer: expect.closeTo(4_014.5, 9),
      breakage: 0,
      escheat: 9_000,
    });
  });
});
