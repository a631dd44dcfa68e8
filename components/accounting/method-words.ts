import type { ProgrammeEstimate } from "@/lib/accounting/estimate";
import { shareNumber } from "@/lib/accounting/estimate";
import type { MethodVersion } from "@/lib/accounting/method";
import { formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/accounting-screens";

/** `In proportion to redemptions, lower end of the 80 % range`. */
export function methodWords(version: MethodVersion | null, locale: Locale): string {
  if (version === null) return t("methods.none");
  const method = t(`accounting.method.${version.method}`);
  return version.method === "remote" ? method : `${method}; ${constraintWords(version, locale)}`;
}

export function constraintWords({ constraint }: Pick<MethodVersion, "constraint">, locale: Locale): string {
  return constraint.kind === "haircut"
    ? t("accounting.constraint.haircut", { share: formatRate(Number(constraint.share), locale).replace(/\s*%$/, "") })
    : t("accounting.constraint.lower-bound", { level: Math.round(constraint.level * 100) });
}

/** Whether the method has an estimate to work with, and if not, why. */
export function estimateWords(estimate: ProgrammeEstimate | undefined, locale: Locale): string {
  if (!estimate) return "";
  if (estimate.unestimated !== null) return t(`methods.reason.${estimate.unestimated}`);
  if (estimate.method?.method === "remote") return t("methods.state.ok");
  return t("methods.counted", { share: formatRate(shareNumber(estimate.counted), locale) });
}
