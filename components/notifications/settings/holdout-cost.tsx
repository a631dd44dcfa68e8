import { formatMoney } from "@/lib/format";
import { t } from "@/lib/messages/notifications-proposals";
import classes from "./settings.module.css";

/** What measuring costs: those who are held out bring what they would have brought anyway, and no more. */
export function HoldoutCost({ percent, gain, currency }: { percent: string; gain: number; currency: string }) {
  const share = Number(percent) / 100;
  if (!(share >= 0 && share <= 0.5)) return null;
  const cost = formatMoney(BigInt(Math.round(gain * share)), currency);
  return (
    <p className={classes.beside} role="status">
      {share === 0
        ? t("notify.settings.holdout.none")
        : gain > 0
          ? t("notify.settings.holdout.cost", { cost, share: percent })
          : t("notify.settings.holdout.unknown")}
    </p>
  );
}
