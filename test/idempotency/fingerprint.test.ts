import { describe, expect, it } from "vitest";
import { differingFields, fingerprintOf } from "@/lib/idempotency/fingerprint";

describe("the fingerprint of a body", () => {
  it("names the fields that differ, those that only one has among them, and no value", () => {
    const one = fingerprintOf({ seal: "a", reason: "too dear", without: [1, 2], leastValue: 5n });
    const other = fingerprintOf({ reason: "too dear", seal: "b", without: [2, 1], holdoutShare: 0.1, leastValue: 5n });
    expect(differingFields(one, other)).toEqual(["holdoutShare", "seal", "without"]);
    expect(JSON.stringify(one)).not.toContain("dear");
  });

  it("is the same whatever the order of fields, and whether one is left out or undefined", () => {
    expect(fingerprintOf({ a: 1, b: undefined, c: 2 })).toEqual(fingerprintOf({ c: 2, a: 1 }));
    expect(fingerprintOf(undefined)).toEqual({});
    expect(differingFields(fingerprintOf([1]), fingerprintOf([2]))).toEqual(["body"]);
  });
});
