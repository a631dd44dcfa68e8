import { type Address, hrefTo } from "@/lib/address";
import type { Clock, Rule, RuleField, Share } from "./rule";

type Law = Pick<Rule, "jurisdiction" | "property">;

export const RULES_PATH = "/issuer/escheat/rules";

/** The page of a law; the parts of a determination and of a forecast point to it. */
export const rulePath = ({ jurisdiction, property }: Law): string => `${RULES_PATH}/${jurisdiction}/${property}`;

/** The parts of the path of such a page, not yet checked; null for any other path. */
export function lawInPath(path: string): { readonly jurisdiction: string; readonly property: string } | null {
  if (!path.startsWith(`${RULES_PATH}/`)) return null;
  const [jurisdiction = "", property = ""] = path.slice(RULES_PATH.length + 1).split("/");
  return { jurisdiction, property };
}

/** The page, seen with the same eyes; `version` when one is meant and not what holds. */
export function ruleHref(law: Law, address: Address, version?: number): string {
  return hrefTo(rulePath(law), address, { version: version === undefined ? null : String(version) });
}

/** Values of single fields with which the form of a new version opens. */
export type StartValues = {
  readonly claim?: Exclude<Rule["claim"]["value"], "no-claim">;
  readonly dormancyYears?: number;
  readonly percent?: Share["percent"];
  readonly base?: Share["base"];
  readonly startsAt?: Clock["from"];
  readonly effectiveFrom?: string;
};

/** The form for a new version of a law, with some of its fields filled in. */
export function newVersionHref(law: Law, address: Address, values: StartValues = {}): string {
  const { claim, dormancyYears, percent, base, startsAt, effectiveFrom } = values;
  return hrefTo(`${rulePath(law)}/new`, address, {
    claim: claim === undefined ? null : (claim ?? "unsettled"),
    dormancyYears: dormancyYears === undefined ? null : String(dormancyYears),
    percent: percent === undefined ? null : String(percent),
    base: base ?? null,
    startsAt: startsAt?.join(",") ?? null,
    effectiveFrom: effectiveFrom ?? null,
  });
}

/** Where a field stands on the page of its law. */
export const fieldAnchor = (field: RuleField): string => `field-${field}`;
