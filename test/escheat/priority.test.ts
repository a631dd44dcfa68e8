import { describe, expect, it } from "vitest";
import { type CardFacts, type IssuerFacts, usualIssuer } from "@/lib/escheat/card-facts";
import { determine } from "@/lib/escheat/determine";
import { ownerPlace } from "@/lib/escheat/jurisdiction";
import { makeRulebook } from "@/lib/escheat/rulebook";
import { cardWith, delaware } from "./hand-made-card";
import { plainRule, sure } from "./hand-made-rule";

/** New York and Delaware take such cards; Arizona exempts them; Texas takes them; other countries do not claim. */
const book = makeRulebook(
  [
    { ...plainRule, jurisdiction: "US-NY" },
    { ...plainRule, jurisdiction: "US-DE" },
    { ...plainRule, jurisdiction: "US-TX" },
    { ...plainRule, jurisdiction: "US-AZ", claim: sure("exempt" as const) },
    { ...plainRule, jurisdiction: "US-ND", claim: sure("no-claim" as const) },
  ],
  [],
);

function decide(facts: Partial<CardFacts>, issuer: Partial<IssuerFacts> = {}) {
  const by = { ...delaware, ...issuer };
  const made = determine(cardWith({ ownerJurisdiction: null, ...facts }), by, book, { asOf: "2026-06-30" });
  const why = made.reasons.filter(({ topic }) => topic === "jurisdiction").map(({ sentence }) => sentence);
  return { ...made, why: why.join(" ") };
}

describe("whose law decides", () => {
  it("is the state of the owner's address", () => {
    const made = decide({ ownerJurisdiction: "US-NY" });
    expect(made).toMatchObject({ jurisdiction: "US-NY", priorityRule: "first", outcome: "escheats" });
    expect(made.why).toContain("New York");
  });

  it("is the state of the owner's ZIP code, where the address is no more than that", () => {
    const made = decide({ ownerZip: "10001" });
    expect(made).toMatchObject({ jurisdiction: "US-NY", priorityRule: "first" });
    expect(made.why).toContain("ZIP code 10001 lies in New York");
  });

  it("is the state on record where its ZIP code lies elsewhere, and says so", () => {
    const made = decide({ ownerJurisdiction: "US-NY", ownerZip: "78701" });
    expect(made.jurisdiction).toBe("US-NY");
    expect(made.why).toContain("lies in Texas");
  });

  it("is the state of incorporation without an address, wherever the card was bought", () => {
    const made = decide({ soldIn: "US-NY", hasMailingAddress: false });
    expect(made).toMatchObject({ jurisdiction: "US-DE", priorityRule: "second", letterRequired: false });
    expect(made.why).toContain("bought in New York is no address");
    expect(made.reasons.map(({ sentence }) => sentence).join(" ")).toContain("No address to write to");
  });

  it("is the state of incorporation for an address abroad, with the armed forces, or of a ZIP code nobody has", () => {
    for (const address of [
      { ownerJurisdiction: "FR" },
      { ownerZip: "09002" },
      { ownerZip: "96940" },
      { ownerZip: "21301" },
    ]) {
      expect(decide(address)).toMatchObject({ jurisdiction: "US-DE", priorityRule: "second", outcome: "escheats" });
    }
  });

  it("is the state of incorporation where the owner's state takes no such property", () => {
    expect(decide({ ownerJurisdiction: "US-ND" })).toMatchObject({ jurisdiction: "US-DE", priorityRule: "second" });
  });

  it("stays with the owner's state where that exempts the card: RUUPA § 7020(b)", () => {
    const made = decide({ ownerJurisdiction: "US-AZ" });
    expect(made).toMatchObject({ jurisdiction: "US-AZ", priorityRule: "first", outcome: "exempt", amount: 0n });
    expect(made.why).toContain("Delaware");
  });

  it("goes to the state of incorporation all the same where counsel has decided so", () => {
    const made = decide({ ownerJurisdiction: "US-AZ" }, { takesSecondPriority: true });
    expect(made).toMatchObject({ jurisdiction: "US-DE", priorityRule: "second", outcome: "escheats" });
  });

  it("is Texas without an address where the issuer follows its statute, and not otherwise", () => {
    const made = decide({}, { texasDeemsAddress: true });
    expect(made).toMatchObject({ jurisdiction: "US-TX", priorityRule: "deemed-address", outcome: "escheats" });
    expect(decide({ ownerJurisdiction: "US-NY" }, { texasDeemsAddress: true }).jurisdiction).toBe("US-NY");
    expect(decide({ ownerJurisdiction: "FR" }, { texasDeemsAddress: true }).jurisdiction).toBe("US-DE");
    expect(decide({ ownerZip: "09002" }, { texasDeemsAddress: true }).jurisdiction).toBe("US-DE");
  });

  it("is nobody's where the state of incorporation is not known, and names the field", () => {
    const made = decide({}, { incorporation: null });
    expect(made).toMatchObject({ jurisdiction: null, priorityRule: null, outcome: "needs-counsel", amount: null });
    expect(made.needsCounsel).toEqual(["issuer.incorporation"]);
    expect(made.why).toContain("(incorporation)");
    expect(decide({ ownerJurisdiction: "US-NY" }, { incorporation: null }).outcome).toBe("escheats");
  });

  it("is nobody's where owner and issuer are both abroad: exempt, for want of a claim", () => {
    expect(decide({ ownerJurisdiction: "FR" }, { ...usualIssuer, incorporation: "CA" })).toMatchObject({
      jurisdiction: "CA",
      outcome: "exempt",
      exemption: "no-claim",
    });
  });

  it("is open where nobody knows whether the card belongs to a payment network", () => {
    const made = decide({ ownerJurisdiction: "US-NY", openLoop: null });
    expect(made).toMatchObject({ jurisdiction: "US-NY", outcome: "needs-counsel", needsCounsel: ["card.openLoop"] });
  });
});

describe("the owner's place", () => {
  it("is not doubted for a foreign address whose code looks like a ZIP code", () => {
    expect(ownerPlace({ ownerJurisdiction: "DE", ownerZip: "10115" })).toEqual({
      known: "state",
      jurisdiction: "DE",
      otherByZip: null,
    });
  });
});
