import { formatMoney, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-detail";
import type { Movement } from "../forecast/what-moved";
import { formatSigned } from "./amounts";
import { changeIn, largestCauses } from "./moved-view";

const TOLD = 2;

/** The change in one sentence: how much, from what to what, and by what most. */
export function movedSentence(total: Movement, currency: string, locale: Locale): string {
  const change = changeIn(total);
  const money = (amount: bigint) => formatMoney(amount, currency, locale);
  const verb = change > 0n ? "rose" : change < 0n ? "fell" : "same";
  const start = t(`moved.summary.${verb}`, {
    change: money(change < 0n ? -change : change),
    before: money(total.before),
    after: money(total.after),
  });
  const told = largestCauses(total, TOLD);
  if (told.length === 0) return t("moved.summary.nothing", { start });
  const causes = told.map(({ cause, amount }) =>
    t("moved.summary.part", {
      cause: t(`moved.cause.${cause}`).toLowerCase(),
      amount: formatSigned(amount, currency, locale),
    }),
  );
  return t("moved.summary.most", { start, causes: causes.join(", ") });
}
