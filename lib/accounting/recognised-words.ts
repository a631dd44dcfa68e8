import { formatMonth, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/accounting-screens";
import type { Recognised } from "./recognition-view";

/** `Nov 2025 – Oct 2026`, or one month. */
export const recognisedMonths = ({ from, to }: Pick<Recognised, "from" | "to">, locale: Locale): string =>
  from === to
    ? formatMonth(from, locale)
    : t("recognised.months", { from: formatMonth(from, locale), to: formatMonth(to, locale) });

/** How many programmes the figure can be of. */
export const recognisedNote = ({ withMethod, programmes }: Pick<Recognised, "withMethod" | "programmes">): string =>
  withMethod === 0 ? t("recognised.noMethod") : t("recognised.some", { with: withMethod, all: programmes });
