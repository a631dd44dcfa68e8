import type { Tx } from "@/db/client";
import { withScope } from "@/db/client";
import { Conflict, Invalid, NotFound } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/escheat-rule-screens";
import { type ComparedField, compareRules } from "../compare-rules";
import { type KeptLaw, lawBook, listVersions } from "../law-versions";
import { inForce, sameLaw } from "../own-version";
import type { Rule } from "../rule";
import { changesAnything, nextRule, type RuleVersionInput } from "../rule-change";
import { ruleAt, versionsOf } from "../rulebook";
import { daysWords, versionName } from "../versions";
import { readKeptLaw } from "./rulebook";

/** What a version would be and do, before it is written. */
export type VersionPreview = {
  readonly version: number;
  /** Against the version that decides its first day now. */
  readonly fields: readonly ComparedField[];
  readonly before: { readonly version: number };
  /** Which version would then decide which days. */
  readonly days: readonly { readonly version: number; readonly days: string }[];
};

export type PreparedChange = { readonly rule: Rule; readonly before: Rule; readonly preview: VersionPreview };

/** @throws Invalid, NotFound and Conflict as the writing would: nothing is shown that could not be saved. */
export const previewRuleVersion = (scope: Scope, input: RuleVersionInput): Promise<VersionPreview> =>
  withScope(scope, async (tx) => (await prepareChange(tx, scope, input)).preview, { readOnly: true });

/** The one way from a person's changes to a version, for its preview and for its writing. */
export async function prepareChange(tx: Tx, scope: Scope, input: RuleVersionInput): Promise<PreparedChange> {
  const kept = await readKeptLaw(tx, scope, input);
  const book = lawBook(kept);
  const last = kept.own.at(-1);
  if ((last?.version ?? 0) !== input.seen) {
    throw new Conflict(
      t("escheat.write.meanwhile", { version: last?.version ?? 0, by: last?.createdByName ?? scope.actor }),
    );
  }
  if (!changesAnything(input)) throw new Invalid(t("escheat.write.nothing"), { status: 422 });
  const start = listVersions(input, kept, book).find(({ rule }) => rule.version === input.startFrom);
  if (!start) throw new NotFound(versionName({ version: input.startFrom }));
  const rule = nextRule(start.rule, input, input.seen + 1);
  const after = lawBook(withVersion(kept, rule, input));
  const before = deciding(book.rulebook, rule);
  const preview = {
    version: rule.version,
    before: { version: before.version },
    fields: compareRules(before, rule),
    days: versionsOf(after.rulebook, rule.jurisdiction, rule.property).map((one) => ({
      version: one.version,
      days: daysWords(one.effectiveFrom, one.effectiveTo),
    })),
  };
  return { rule, before, preview };
}

/** The version that decides the first day of the rule; of one that has always been so, the first there is. */
function deciding(rulebook: Parameters<typeof ruleAt>[0], { jurisdiction, property, effectiveFrom }: Rule): Rule {
  return effectiveFrom === null
    ? versionsOf(rulebook, jurisdiction, property)[0]
    : ruleAt(rulebook, jurisdiction, property, effectiveFrom);
}

/** @throws Invalid where the version whose place is taken decides nothing any more. */
function withVersion(kept: KeptLaw, rule: Rule, { replaces, reason }: RuleVersionInput): KeptLaw {
  const isThere = inForce(kept.own).some((one) => sameLaw(one, rule) && one.version === replaces);
  if (replaces !== null && !isThere) {
    const fault = t("escheat.write.replacedAlready", { version: replaces });
    throw new Invalid(fault, { fields: { replaces: fault }, status: 422 });
  }
  const { jurisdiction, property, version, effectiveFrom } = rule;
  const own = { jurisdiction, property, version, effectiveFrom, replaces, reason, json: rule };
  return { ...kept, own: [...kept.own, { ...own, createdBy: null, createdByName: "", createdAt: "" }] };
}
