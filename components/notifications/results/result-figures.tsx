import { Figure, FigureRow } from "@/components/ui/figure";
import { formatCount, formatDate, formatMoney, formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-results";
import type { Measurement } from "@/lib/notifications/queries/results";
import { estimate, points } from "@/lib/notifications/trial/result-words";

type Props = { newest: Measurement; currency: string; locale: Locale };

/** The four figures that answer what a batch brought. */
export function ResultFigures({ newest, currency, locale }: Props) {
  const { effects, control, remind, ledgers } = newest.report;
  const money = (value: number) => estimate(value, currency, locale);
  const redeemed = effects?.redeemed.adjusted;
  const share = effects?.any.adjusted;
  const none = t("results.figure.none");
  const shareOf = (arm: typeof control) => formatRate(arm.n > 0 ? arm.outcomes.any.sum / arm.n : null, locale);
  return (
    <FigureRow columns={4}>
      <Figure
        label={t("results.figure.rise")}
        value={redeemed ? money(redeemed.effect) : none}
        period={
          redeemed
            ? t("results.figure.interval", {
                low: money(redeemed.low),
                high: money(redeemed.high),
                day: formatDate(newest.measuredOn, locale),
              })
            : formatDate(newest.measuredOn, locale)
        }
        href="#arms"
      />
      <Figure
        label={t("results.figure.share")}
        value={share ? points(share.effect, locale) : none}
        period={t("results.figure.shareOf", { remind: shareOf(remind), control: shareOf(control) })}
        href="#arms"
      />
      <Figure
        label={t("results.figure.rescued")}
        value={ledgers ? formatMoney(ledgers.customers.rescued.value, currency, locale) : none}
        period={
          ledgers ? t("results.figure.times", { count: formatCount(remind.n, locale) }) : t("results.figure.notYet")
        }
        href="#money"
      />
      <Figure
        label={t("results.figure.net")}
        value={ledgers ? formatMoney(ledgers.issuer.net, currency, locale) : none}
        period={t(ledgers ? "results.figure.netOf" : "results.figure.notYet")}
        href="#money"
      />
    </FigureRow>
  );
}
