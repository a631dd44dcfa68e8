import { formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-detail";
import { methodName } from "../triangle-view/reserve-comparison";
import type { MethodSaying, WhatIf } from "./triangle-methods";

/** How far the published methods lie apart, and where the forecast stands. */
export function methodsSentence(
  sayings: readonly MethodSaying[],
  forecast: number,
  write: (amount: number) => string,
): string {
  const ranked = sayings.flatMap((saying) => (saying.ok ? [saying] : [])).sort((a, b) => a.never - b.never);
  const [least, most] = [ranked[0], ranked.at(-1)];
  if (!least || !most) return t("typeTriangle.methodsNone", { forecast: write(forecast) });
  if (ranked.length === 1) {
    const only = { never: write(least.never), name: methodName(least.method), forecast: write(forecast) };
    return t("typeTriangle.methodsOne", only);
  }
  return t("typeTriangle.methodsSummary", {
    count: ranked.length,
    least: write(least.never),
    leastName: methodName(least.method),
    most: write(most.never),
    mostName: methodName(most.method),
    forecast: write(forecast),
  });
}

/** What one must know to read the figures beside one another, and why some methods have none. */
export function methodRemarks(
  sayings: readonly MethodSaying[],
  { prior, leftOut }: Pick<WhatIf, "prior" | "leftOut">,
  locale: Locale,
): string[] {
  const able = sayings.flatMap((saying) => (saying.ok ? [saying] : []));
  const early = able.filter(({ stopsEarly }) => stopsEarly).map(({ method }) => methodName(method));
  const usePrior = able.some(({ method }) => method === "bornhuetter-ferguson" || method === "benktander");
  return [
    able.some(({ range }) => range !== null) ? t("typeTriangle.remark.range") : "",
    usePrior && prior !== null ? t("typeTriangle.remark.prior", { share: formatRate(prior, locale) }) : "",
    leftOut.length > 0 && able.some(({ usesLinks }) => !usesLinks) ? t("typeTriangle.remark.curves") : "",
    early.length > 0 ? t("typeTriangle.remark.early", { methods: early.join(", ") }) : "",
    ...refusals(sayings),
  ].filter(Boolean);
}

const MOST_REASONS = 2;

/** Methods that refuse for the same reason share a sentence. */
function refusals(sayings: readonly MethodSaying[]): string[] {
  const byReason = new Map<string, string[]>();
  for (const saying of sayings) {
    if (saying.ok) continue;
    const reasons = reasonWords(saying);
    byReason.set(reasons, [...(byReason.get(reasons) ?? []), methodName(saying.method)]);
  }
  return [...byReason].map(([reasons, methods]) =>
    t("typeTriangle.remark.refused", { methods: methods.join(", "), reasons }),
  );
}

function reasonWords(saying: Extract<MethodSaying, { ok: false }>): string {
  const reasons = [
    saying.needsPrior ? t("typeTriangle.remark.needsPrior") : "",
    saying.isAboveFace ? t("typeTriangle.remark.above") : "",
    ...saying.reasons.slice(0, MOST_REASONS),
  ];
  return reasons.filter(Boolean).join(" ");
}
