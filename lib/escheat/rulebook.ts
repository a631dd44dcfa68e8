import type { CivilDate } from "@/lib/dates";
import { Invalid } from "@/lib/errors";
import type { PropertyKind } from "./constants";
import type { Rule } from "./rule";
import { noClaim, ruleNotFound, shippedRules } from "./shipped";
import { closeVersions } from "./versions";

/** Versions of one law that cover every day exactly once: the first has no first day, the last no last one. */
export type Versions = readonly [Rule, ...Rule[]];

/** The law an issuer works by, by jurisdiction and kind of property. */
export type Rulebook = { readonly versions: ReadonlyMap<string, Versions> };

const keyOf = ({ jurisdiction, property }: Pick<Rule, "jurisdiction" | "property">): string =>
  `${jurisdiction}.${property}`;

/**
 * Our rules with an issuer's own versions over them. The earliest own version ends what we ship the day before it
 * begins; one without a first day takes its place altogether. A version without a last day ends where the next begins.
 * @throws Invalid naming the versions and the days where two hold at once or none does.
 */
export function makeRulebook(own: readonly Rule[], shipped: readonly Rule[] = shippedRules()): Rulebook {
  const laws = new Map<string, { shipped: Rule[]; own: Rule[] }>();
  const lawOf = (rule: Rule) => {
    const law = laws.get(keyOf(rule)) ?? { shipped: [], own: [] };
    laws.set(keyOf(rule), law);
    return law;
  };
  for (const rule of shipped) lawOf(rule).shipped.push(rule);
  for (const rule of own) lawOf(rule).own.push(rule);

  const versions = new Map<string, Versions>();
  const faults = new Map<string, string>();
  for (const [key, law] of laws) {
    const [example] = [...law.shipped, ...law.own];
    if (!example) continue;
    const closed = closeVersions(law.shipped.length > 0 ? law.shipped : [unknownLaw(example)], law.own);
    if (closed.kind === "faults") faults.set(key, closed.sentences.join(" "));
    else versions.set(key, closed.versions);
  }
  if (faults.size === 0) return { versions };
  const text = [...faults].map(([key, sentences]) => `${key.replace(".", ", ")}: ${sentences}`).join(" ");
  throw new Invalid(text, { fields: Object.fromEntries(faults), status: 422 });
}

/** Where nobody has a rule: in the United States it has to be looked up, elsewhere no State claims. */
function unknownLaw({ jurisdiction, property }: Pick<Rule, "jurisdiction" | "property">): Rule {
  return jurisdiction.startsWith("US-") ? ruleNotFound(jurisdiction, property) : noClaim(jurisdiction, property);
}

/** What we ship of one law. */
export function shippedVersions(law: Pick<Rule, "jurisdiction" | "property">): Versions {
  const [first, ...more] = shippedRules().filter((rule) => keyOf(rule) === keyOf(law));
  return first ? [first, ...more] : [unknownLaw(law)];
}

export function versionsOf(rulebook: Rulebook, jurisdiction: string, property: PropertyKind): Versions {
  const law = { jurisdiction, property };
  return rulebook.versions.get(keyOf(law)) ?? [unknownLaw(law)];
}

/** The version under which presumed abandonment on that day falls. */
export function ruleAt(rulebook: Rulebook, jurisdiction: string, property: PropertyKind, day: CivilDate): Rule {
  const versions = versionsOf(rulebook, jurisdiction, property);
  return versions.find(({ effectiveTo }) => effectiveTo === null || day <= effectiveTo) ?? versions[0];
}
