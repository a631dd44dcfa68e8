import { describe, expect, it } from "vitest";
import { all, exemptionOf, yesNoAnswer } from "@/lib/escheat/exemption";
import type { Condition, Exemption } from "@/lib/escheat/rule";
import { cardWith } from "./hand-made-card";

const exemption = (name: string, conditions: Condition[], more: Partial<Exemption> = {}): Exemption => ({
  name,
  conditions,
  sentence: `${name}.`,
  ...more,
});
const noExpiryNoFees = exemption("no-expiry-no-fees", [
  { fact: "hasExpiry", is: false },
  { fact: "hasFees", is: false },
]);
const small = exemption("small-balance", [{ fact: "balance", atMost: 100_00 }]);
const smallIssuer = exemption("small-issuer", [{ fact: "smallIssuer", is: true }], { onlyIfClaimed: true });

function ask(
  exemptions: Exemption[],
  facts: Parameters<typeof cardWith>[0],
  issuer = { smallIssuer: null as boolean | null },
) {
  const card = cardWith(facts);
  const outcome = exemptionOf(exemptions, { kind: card, issuer, amounts: card });
  return {
    fits: outcome.fits?.name ?? null,
    open: outcome.open.map((one) => [one.exemption.name, ...one.unknown]),
    unclaimed: outcome.unclaimed.map(({ name }) => name),
  };
}
const nothing = { fits: null, open: [], unclaimed: [] };

describe("an exemption", () => {
  it("fits when all it asks for holds, and falls with a single fee or a single expiry date", () => {
    expect(ask([noExpiryNoFees], {})).toEqual({ ...nothing, fits: "no-expiry-no-fees" });
    expect(ask([noExpiryNoFees], { hasFees: true })).toEqual(nothing);
    expect(ask([noExpiryNoFees], { hasExpiry: true })).toEqual(nothing);
  });

  it("stays open where a fact is unknown that could make it fit, and not where another fact rules it out", () => {
    expect(ask([noExpiryNoFees], { hasFees: null })).toEqual({ ...nothing, open: [["no-expiry-no-fees", "hasFees"]] });
    expect(ask([noExpiryNoFees], { hasFees: null, hasExpiry: true })).toEqual(nothing);
  });

  it("is enough alone: another that stays open changes nothing", () => {
    expect(ask([noExpiryNoFees, small], { hasFees: null })).toMatchObject({ fits: "small-balance" });
  });

  it("with a limit includes the limit itself: $100.00 fits, $100.01 does not", () => {
    expect(ask([small], { balance: 100_00n }).fits).toBe("small-balance");
    expect(ask([small], { balance: 100_01n })).toEqual(nothing);
  });

  it("with a limit in dollars, or one nobody has seen, stays open for a card in euro, or any card", () => {
    expect(ask([small], { currency: "EUR" }).open).toEqual([["small-balance", "balance"]]);
    expect(ask([exemption("unseen", [{ fact: "balance", atMost: null }])], {}).open).toEqual([["unseen", "balance"]]);
  });

  it("that must be claimed does not count until it is", () => {
    expect(ask([smallIssuer], {})).toEqual({ ...nothing, unclaimed: ["small-issuer"] });
    expect(ask([smallIssuer], {}, { smallIssuer: true }).fits).toBe("small-issuer");
    expect(ask([smallIssuer], {}, { smallIssuer: false })).toEqual(nothing);
  });

  it("of some kinds of issuer asks who issues the card", () => {
    const retail = exemption("retail", [{ fact: "issuerType", oneOf: ["retailer", "restaurant"] }]);
    expect(ask([retail], { issuerType: "restaurant" }).fits).toBe("retail");
    expect(ask([retail], { issuerType: "bank" })).toEqual(nothing);
    expect(ask([retail], { issuerType: null }).open).toEqual([["retail", "issuerType"]]);
  });
});

describe("goods only and money back", () => {
  it("are contrary, so that one answers for the other", () => {
    const issuer = { smallIssuer: null };
    expect(yesNoAnswer("merchandiseOnly", cardWith({ merchandiseOnly: null, cashRedeemable: true }), issuer)).toBe(
      false,
    );
    expect(yesNoAnswer("cashRedeemable", cardWith({ merchandiseOnly: true, cashRedeemable: null }), issuer)).toBe(
      false,
    );
    expect(yesNoAnswer("cashRedeemable", cardWith({ merchandiseOnly: null, cashRedeemable: null }), issuer)).toBeNull();
  });
});

describe("several answers together", () => {
  it("are no with one no, unknown with an unknown and no no, and yes without any", () => {
    expect([all([true, null, false]), all([true, null]), all([true, true]), all([])]).toEqual([
      false,
      null,
      true,
      true,
    ]);
  });
});
