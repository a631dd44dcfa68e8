import type { PropertyKind } from "../constants";
import { propertyKinds } from "../constants";
import { jurisdictionName, usJurisdictions } from "../jurisdiction-name";
import type { PortfolioBasis } from "../portfolio";
import type { Activity } from "../rule";
import { ruleAt } from "../rulebook";
import { lawKey } from "./law-key";

/** A law as it is now, in the parts that a question can change. */
export type LawNow = {
  readonly claim: "escheats" | "exempt" | "no-claim" | null;
  readonly dormancyYears: number | null;
  readonly percent: number | null;
  readonly base: "face" | "remaining" | null;
  readonly startsAt: readonly Activity[] | null;
};

export type Place = { readonly value: string; readonly label: string };

export type WhatIfChoices = {
  readonly places: readonly Place[];
  /** By `lawKey`. */
  readonly laws: Readonly<Record<string, LawNow>>;
  readonly incorporation: string | null;
};

/** What the form of a question offers, and what it would change. */
export function whatIfChoices({ rulebook, issuer, asOf }: PortfolioBasis): WhatIfChoices {
  const places = usJurisdictions
    .map((value) => ({ value, label: jurisdictionName(value) ?? value }))
    .sort((a, b) => a.label.localeCompare(b.label, "en"));
  const lawNow = (place: string, property: PropertyKind): LawNow => {
    const { claim, dormancyYears, share, clock } = ruleAt(rulebook, place, property, asOf);
    return {
      claim: claim.value,
      dormancyYears: dormancyYears.value,
      percent: share.value?.percent ?? null,
      base: share.value?.base ?? null,
      startsAt: clock.value?.from ?? null,
    };
  };
  return {
    places,
    laws: Object.fromEntries(
      places.flatMap(({ value }) =>
        propertyKinds.map((property) => [lawKey(value, property), lawNow(value, property)]),
      ),
    ),
    incorporation: issuer.incorporation,
  };
}
