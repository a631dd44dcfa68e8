import {
  asConfirmed,
  type Confirmation,
  type ConfirmationState,
  confirmationOf,
  inForce,
  type OwnVersion,
  readOwnVersion,
  sameLaw,
} from "./own-version";
import type { Rule } from "./rule";
import { ruleHash } from "./rule-hash";
import { makeRulebook, type Rulebook, shippedVersions, versionsOf } from "./rulebook";
import { shippedRules } from "./shipped";

/** What an issuer keeps of the law: its own versions, and what of these and of ours has been confirmed. */
export type KeptLaw = { readonly own: readonly OwnVersion[]; readonly confirmations: readonly Confirmation[] };

export type LawBook = {
  readonly rulebook: Rulebook;
  /** Own versions in force that are no rule any more. They are left out here; nothing may be computed without them. */
  readonly faults: readonly string[];
};

/** The law as far as it can be read. @throws Invalid where the versions that can be read leave or overlap days. */
export function lawBook({ own, confirmations }: KeptLaw): LawBook {
  const read = inForce(own).map(readOwnVersion);
  const rules = read.flatMap((one) => ("rule" in one ? [asConfirmed(one.rule, confirmations)] : []));
  return {
    rulebook: makeRulebook(rules, shippedAsConfirmed(confirmations)),
    faults: read.flatMap((one) => ("fault" in one ? [one.fault] : [])),
  };
}

/** Ours; a country, which we have no rule of its own for, only where the one that stands for it has been confirmed. */
function shippedAsConfirmed(confirmations: readonly Confirmation[]): readonly Rule[] {
  if (confirmations.length === 0) return shippedRules();
  const abroad = confirmations.filter((one) => !shippedRules().some((rule) => sameLaw(rule, one)));
  const laws = new Map(abroad.map((one) => [`${one.jurisdiction} ${one.property}`, one]));
  const stand = [...laws.values()].flatMap(shippedVersions);
  return [...shippedRules(), ...stand].map((rule) => asConfirmed(rule, confirmations));
}

/** A version as a page lists it. */
export type ListedVersion = {
  /** As it counts: with what its confirmation settles, and closed where the next one begins. */
  readonly rule: Rule;
  /** As it was written: what a confirmation is given to. */
  readonly written: Rule;
  /** Of the words as written. */
  readonly hash: string;
  /** Null for ours. */
  readonly own: Omit<OwnVersion, "json"> | null;
  readonly confirmation: ConfirmationState;
  /** False where another version has taken its place: then it decides nothing. */
  readonly decides: boolean;
  /** The own version that took its place. */
  readonly replacedBy: number | null;
};

type Law = Pick<Rule, "jurisdiction" | "property">;

/** Every version of one law in the order of their days; those that no longer decide come last. */
export function listVersions(law: Law, kept: KeptLaw, { rulebook }: LawBook): ListedVersion[] {
  const own = kept.own.filter((one) => sameLaw(one, law));
  const written = [...shippedVersions(law), ...own.flatMap(ruleOf)];
  const deciding = versionsOf(rulebook, law.jurisdiction, law.property);
  const listed = (rule: Rule): ListedVersion => {
    const counts = deciding.find(({ version }) => version === rule.version);
    const ours = own.find(({ version }) => version === rule.version);
    return {
      rule: counts ?? asConfirmed(rule, kept.confirmations),
      written: rule,
      hash: ruleHash(rule),
      own: ours ? withoutJson(ours) : null,
      confirmation: confirmationOf(rule, kept.confirmations),
      decides: counts !== undefined,
      replacedBy: own.find(({ replaces }) => replaces === rule.version && rule.version > 0)?.version ?? null,
    };
  };
  return written.map(listed).sort(byDays);
}

const withoutJson = ({ json: _, ...facts }: OwnVersion): Omit<OwnVersion, "json"> => facts;

function ruleOf(own: OwnVersion): Rule[] {
  const read = readOwnVersion(own);
  return "rule" in read ? [read.rule] : [];
}

const byDays = (a: ListedVersion, b: ListedVersion): number =>
  Number(b.decides) - Number(a.decides) ||
  (a.rule.effectiveFrom ?? "").localeCompare(b.rule.effectiveFrom ?? "") ||
  a.rule.version - b.rule.version;
