import { Figure, FigureRow } from "@/components/ui/figure";
import { type Address, hrefWith } from "@/lib/address";
import { formatCount, formatDate, formatMoney, formatMoneyRange, formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-proposals";
import type { BatchDetail } from "@/lib/notifications/queries/batch";
import { holdoutCost } from "@/lib/notifications/trial/holdout-cost";

type Props = { batch: BatchDetail; address: Address; locale: Locale };

/** Who, what it is about, what waiting costs, what is to be expected of it, and whether that could be seen. */
export function BatchFigures({ batch, address, locale }: Props) {
  const { currency, holdoutShare, horizonDays } = batch;
  const money = (amount: bigint) => formatMoney(amount, currency, locale);
  const estimate = (amount: number) => money(BigInt(Math.round(amount)));
  const count = (n: number) => formatCount(n, locale);
  const people = `${hrefWith(`/issuer/notifications/${batch.id}`, address, { who: "written" })}#people`;
  const asOf = t("notify.figure.asOf", { day: formatDate(batch.asOf, locale) });
  return (
    <>
      <FigureRow columns={4}>
        <Figure
          label={t("notify.figure.people")}
          value={count(batch.people)}
          period={t("notify.figure.people.period", {
            messages: count(batch.messages),
            n: batch.messages,
            audience: count(batch.audience),
          })}
          href={people}
        />
        <Figure label={t("notify.figure.value")} value={money(batch.valueAtStake)} period={asOf} href={people} />
        <Figure
          label={t("notify.figure.delay")}
          value={money(batch.delayCost)}
          period={t("notify.figure.delay.period")}
          href={batch.delayCosts === null ? "#samples" : "#waiting"}
        />
        <Figure
          label={t("notify.figure.cost")}
          value={batch.cost === null ? t("notify.cost.unknown") : money(batch.cost)}
          period={t(batch.cost === null ? "notify.cost.unknown.why" : "notify.figure.cost.period", { currency })}
          href="#assumptions"
        />
      </FigureRow>
      <FigureRow columns={4}>
        <Figure
          label={t("notify.figure.uplift")}
          value={estimate(batch.upliftExpected)}
          period={t(batch.upliftWithin === null ? "notify.figure.uplift.period" : "notify.figure.uplift.within", {
            within: estimate(batch.upliftWithin ?? 0),
            days: horizonDays,
            range: formatMoneyRange(
              BigInt(Math.round(batch.upliftLow)),
              BigInt(Math.round(batch.upliftHigh)),
              currency,
              locale,
            ),
          })}
          href={people}
        />
        <Figure
          label={t("notify.figure.detectable")}
          value={batch.detectable === null ? t("notify.figure.detectable.none") : formatRate(batch.detectable, locale)}
          period={t("notify.figure.detectable.period", {
            base: formatRate(batch.baseRate, locale),
            days: horizonDays,
            share: formatRate(holdoutShare, locale),
            cost: estimate(holdoutCost(batch.upliftExpected, holdoutShare)),
          })}
        />
        <Figure
          label={t("notify.figure.breakage")}
          value={estimate(batch.breakageGivenUp)}
          period={t("notify.figure.breakage.period")}
        />
        <Figure
          label={t("notify.figure.escheat")}
          value={estimate(batch.escheatAvoided)}
          period={t("notify.figure.escheat.period")}
        />
      </FigureRow>
    </>
  );
}
