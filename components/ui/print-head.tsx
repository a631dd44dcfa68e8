import type { Period } from "@/lib/dates";
import { formatDate, formatDateRange, type Locale } from "@/lib/format";
import { dayOf } from "@/lib/instant";
import { t } from "@/lib/messages/shell";
import type { View } from "@/lib/view";

/** A page of one thing has no period, and one of several currencies none of its own. */
type Printed = Pick<View, "asOf" | "knownAt" | "locale"> & Partial<View>;
type Props = { issuer: string; view: Printed; filters?: string };

/** On paper nothing can be pressed, so what the figures refer to stands in words at the top. */
export function PrintHead({ issuer, view, filters }: Props) {
  const { period, compare = "none", compared, currency, locale } = view;
  const lines = [
    issuer,
    `${t("asOf.label")} ${formatDate(view.asOf, locale)}`,
    view.knownAt ? t("asOf.knownShort", { date: formatDate(dayOf(view.knownAt), locale) }) : "",
    period ? `${t("period.label")} ${formatDateRange(period.from, period.to, locale)}` : "",
    compare === "none" ? "" : `${t("compare.label")}: ${t(`compare.${compare}`)}${datesIn(compared, locale)}`,
    currency,
    filters,
  ];
  return <p className="print-only">{lines.filter(Boolean).join(" · ")}</p>;
}

const datesIn = (period: Period | null | undefined, locale: Locale): string =>
  period ? ` (${formatDateRange(period.from, period.to, locale)})` : "";
