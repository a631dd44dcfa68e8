import { formatDate, formatDateRange } from "@/lib/format";
import { dayOf } from "@/lib/instant";
import { t } from "@/lib/messages/shell";
import type { View } from "@/lib/view";

type Props = { issuer: string; view: View; filters?: string };

/** On paper nothing can be pressed, so what the figures refer to stands in words at the top. */
export function PrintHead({ issuer, view, filters }: Props) {
  const { locale } = view;
  const lines = [
    issuer,
    `${t("asOf.label")} ${formatDate(view.asOf, locale)}`,
    view.knownAt ? t("asOf.knownShort", { date: formatDate(dayOf(view.knownAt), locale) }) : "",
    `${t("period.label")} ${formatDateRange(view.period.from, view.period.to, locale)}`,
    view.compare === "none" ? "" : `${t("compare.label")}: ${comparedWords(view)}`,
    view.currency,
    filters ?? "",
  ];
  return <p className="print-only">{lines.filter(Boolean).join(" · ")}</p>;
}

function comparedWords({ compare, compared, locale }: View): string {
  const name = t(`compare.${compare}`);
  return compared ? `${name} (${formatDateRange(compared.from, compared.to, locale)})` : name;
}
