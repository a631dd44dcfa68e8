import { z } from "zod";
import { parseInput } from "@/lib/validation";
import type { PropertyKind } from "./constants";
import { usJurisdictions } from "./jurisdiction-name";
import type { Rule, Sourced } from "./rule";
import { parseRule, propertyFields, reportingFields } from "./rule-schema";
import midwest from "./shipped/midwest.json";
import northeast from "./shipped/northeast.json";
import south from "./shipped/south.json";
import west from "./shipped/west.json";

/** One jurisdiction as our files have it: what it asks of every holder, and what it says of each kind of card. */
const shippedState = z.strictObject({
  jurisdiction: z.string(),
  both: z.strictObject(reportingFields),
  closedLoop: z.strictObject(propertyFields).nullable(),
  openLoop: z.strictObject(propertyFields).nullable(),
});

const AS_SHIPPED = { version: 0, effectiveFrom: null, effectiveTo: null, confirmed: null } as const;

const notFound = (source: string) => ({ value: null, confidence: "not-found", source }) satisfies Sourced<never>;

function nothingFound(source: string) {
  const field = notFound(source);
  const property = { claim: field, exemptions: field, clock: field, dormancyYears: field, share: field };
  const reporting = { reportCutoff: field, reportDue: field, letters: field, aggregateBelow: field };
  return { property: { ...property, cashBack: field, note: null }, reporting };
}

/** A rule of which nothing is known: every figure that would rest on it needs counsel. Territories are such. */
export function ruleNotFound(jurisdiction: string, property: PropertyKind): Rule {
  const nothing = nothingFound("Nobody has looked this law up");
  return { ...AS_SHIPPED, jurisdiction, property, ...nothing.property, ...nothing.reporting };
}

/**
 * Any country but the United States: it does not claim as a State does under Texas v. New Jersey, so the next priority
 * decides. Whether it has an act of its own on unclaimed property has not been looked up.
 */
export function noClaim(country: string, property: PropertyKind): Rule {
  const claim: Rule["claim"] = {
    value: "no-claim",
    confidence: "to-confirm",
    source: "Texas v. New Jersey, 379 U.S. 674 (1965), ranks States only; the country's own law has not been looked up",
  };
  return { ...ruleNotFound(country, property), claim };
}

/** @throws Invalid that names the field of our own data that cannot be. */
function readState(json: unknown): Rule[] {
  const { jurisdiction, both, closedLoop, openLoop } = parseInput(shippedState, json);
  const rule = (property: PropertyKind, fields: typeof closedLoop) => {
    const found = fields ?? nothingFound("Not found").property;
    return parseRule({ ...AS_SHIPPED, jurisdiction, property, ...both, ...found });
  };
  return [rule("closed-loop", closedLoop), rule("open-loop", openLoop)];
}

let read: readonly Rule[] | undefined;

/** Our own rules, read once: two for each state, the federal district and the five territories. */
export function shippedRules(): readonly Rule[] {
  read ??= readShipped();
  return read;
}

function readShipped(): Rule[] {
  const states = [northeast, midwest, south, west].flat().flatMap(readState);
  const known = new Set(states.map(({ jurisdiction }) => jurisdiction));
  const territories = usJurisdictions
    .filter((jurisdiction) => !known.has(jurisdiction))
    .flatMap((jurisdiction) => [ruleNotFound(jurisdiction, "closed-loop"), ruleNotFound(jurisdiction, "open-loop")]);
  return [...states, ...territories];
}
