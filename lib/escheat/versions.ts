import { addDays, type CivilDate } from "@/lib/dates";
import { formatDate } from "@/lib/format";
import { t } from "@/lib/messages/escheat-rules";
import type { Rule } from "./rule";

/** Versions that cover every day exactly once, in the order of their days; or the sentences that say why none can. */
export type Closed =
  | { readonly kind: "versions"; readonly versions: readonly [Rule, ...Rule[]] }
  | { readonly kind: "faults"; readonly sentences: readonly string[] };

/**
 * Lays an issuer's own versions over those we ship and closes what is open: a version without a last day ends the day
 * before the next one begins, and ours end where the first own one does. Nothing else is bent: a last day that was
 * written down stays, and two versions on one day, or a day without any, are named.
 */
export function closeVersions(shipped: readonly Rule[], own: readonly Rule[]): Closed {
  const sorted = [...own].sort(byFirstDay);
  const all = [...upTo([...shipped].sort(byFirstDay), sorted[0]), ...sorted];
  const [first, ...later] = all.map((rule, at) => closedBy(rule, all[at + 1]));
  if (!first) return { kind: "faults", sentences: [t("escheat.rulebook.empty")] };
  const versions = [first, ...later] as const;
  const sentences = [
    ...own.filter(({ version }) => version === 0).map(() => t("escheat.rulebook.ownVersion")),
    ...repeated(all).map((version) => t("escheat.rulebook.repeated", { version })),
    ...ends(first, versions.at(-1) ?? first),
    ...versions.flatMap((rule, at) => between(rule, versions[at + 1])),
  ];
  return sentences.length > 0 ? { kind: "faults", sentences } : { kind: "versions", versions };
}

const byFirstDay = (a: Rule, b: Rule): number =>
  (a.effectiveFrom ?? "").localeCompare(b.effectiveFrom ?? "") || a.version - b.version;

/** Our versions that begin before the first own one, none of them reaching into its days. */
function upTo(shipped: readonly Rule[], first: Rule | undefined): Rule[] {
  if (!first) return [...shipped];
  const { effectiveFrom } = first;
  if (effectiveFrom === null) return [];
  const last = addDays(effectiveFrom, -1);
  return shipped
    .filter((rule) => (rule.effectiveFrom ?? "") < effectiveFrom)
    .map((rule) => (rule.effectiveTo !== null && rule.effectiveTo > last ? { ...rule, effectiveTo: last } : rule));
}

function closedBy(rule: Rule, next: Rule | undefined): Rule {
  const { effectiveFrom } = next ?? {};
  if (rule.effectiveTo !== null || !effectiveFrom || (rule.effectiveFrom ?? "") >= effectiveFrom) return rule;
  return { ...rule, effectiveTo: addDays(effectiveFrom, -1) };
}

function repeated(rules: readonly Rule[]): number[] {
  const seen = rules.map(({ version }) => version).filter((version) => version > 0);
  return [...new Set(seen.filter((version, at) => seen.indexOf(version) < at))];
}

/** Days before the first version or after the last that nothing covers. */
function ends(first: Rule, last: Rule): string[] {
  const before = first.effectiveFrom && daysWords(null, addDays(first.effectiveFrom, -1));
  const after = last.effectiveTo && daysWords(addDays(last.effectiveTo, 1), null);
  return [
    ...(before ? [t("escheat.rulebook.noneBefore", { first: versionName(first), days: before })] : []),
    ...(after ? [t("escheat.rulebook.noneAfter", { last: versionName(last), days: after })] : []),
  ];
}

function between(rule: Rule, next: Rule | undefined): string[] {
  if (!next) return [];
  const names = { first: versionName(rule), second: versionName(next) };
  const { effectiveTo } = rule;
  const { effectiveFrom } = next;
  if (effectiveTo === null || effectiveFrom === null || effectiveFrom <= effectiveTo) {
    return [
      t("escheat.rulebook.overlap", {
        ...names,
        days: daysWords(effectiveFrom, earlier(effectiveTo, next.effectiveTo)),
      }),
    ];
  }
  const missing = addDays(effectiveTo, 1);
  return missing === effectiveFrom
    ? []
    : [t("escheat.rulebook.gap", { ...names, days: daysWords(missing, addDays(effectiveFrom, -1)) })];
}

const earlier = (a: CivilDate | null, b: CivilDate | null): CivilDate | null =>
  a === null || (b !== null && b < a) ? b : a;

export const versionName = ({ version }: Pick<Rule, "version">): string =>
  version === 0 ? t("escheat.rulebook.shipped") : t("escheat.rulebook.version", { version });

/** "from 1 July 2026 on"; an open end is a null. */
export function daysWords(from: CivilDate | null, to: CivilDate | null): string {
  if (from === null) return to === null ? t("escheat.days.all") : t("escheat.days.to", { to: formatDate(to) });
  if (to === null) return t("escheat.days.from", { from: formatDate(from) });
  return from === to
    ? t("escheat.days.on", { from: formatDate(from) })
    : t("escheat.days.between", { from: formatDate(from), to: formatDate(to) });
}
