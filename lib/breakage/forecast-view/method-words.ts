import { formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/message";
import { methodName } from "../triangle-view/reserve-comparison";
import type { MethodSaying } from "./triangle-methods";

/** How far the published methods lie apart, and where the forecast stands. */
export function methodsSentence(
  sayings: readonly MethodSaying[],
  forecast: number,
  write: (amount: number) => string,
): string {
  const ranked = sayings.flatMap((saying) => (saying.ok ? [saying] : [])).sort((a, b) => a.never - b.never);
  const [least, most] = [ranked[0], ranked.at(-1)];
  if (!least || !most) return t("typeTriangle.methodsNone", { forecast: write(forecast) });
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
export function methodRemarks(sayings: readonly MethodSaying[], prior: number | null, locale: Locale): string[] {
  const able = sayings.flatMap((saying) => (saying.ok ? [saying] : []));
  const early = able.filter(({ stopsEarly }) => stopsEarly).map(({ method }) => methodName(method));
  const usePrior = able.some(({ method }) => method === "bornhuetter-ferguson" || method === "benktander");
  return [
    able.some(({ range }) => range !== null) ? t("typeTriangle.remark.range") : "",
    usePrior && prior !== null ? t("typeTriangle.remark.prior", { share: formatRate(prior, locale) }) : "",
    early.length > 0 ? t("typeTriangle.remark.early", { methods: early.join(", ") }) : "",
    ...sayings.map((saying) => (saying.ok ? "" : refusalWords(saying))),
  ].filter(Boolean);
}

const MOST_REASONS = 2;

function refusalWords(saying: Extract<MethodSaying, { ok: false }>): string {
  const reasons = [
    saying.needsPrior ? t("typeTriangle.remark.needsPrior") : "",
    saying.isAboveFace ? t("typeTriangle.remark.above") : "",
    ...saying.reasons.slice(0, MOST_REASONS),
  ].filter(Boolean);
  return t("typeTriangle.remark.refused", { method: methodName(saying.method), reasons: reasons.join(" ") });
}
