import { IconCheck } from "@tabler/icons-react";
import { formatAmount, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/accounting-screens";
import classes from "./accounting.module.css";

/** The identity of a row: a mark where it holds, the difference where it does not. */
export function AddsUp({ difference, currency, locale }: { difference: bigint; currency: string; locale: Locale }) {
  if (difference !== 0n)
    return (
      <span className={classes.misses}>
        {t("accounting.rollForward.misses", { amount: formatAmount(difference, currency, locale) })}
      </span>
    );
  return (
    <span className={classes.adds} title={t("accounting.rollForward.adds")}>
      <IconCheck size={16} stroke={2} role="img" aria-label={t("accounting.rollForward.adds")} />
    </span>
  );
}
