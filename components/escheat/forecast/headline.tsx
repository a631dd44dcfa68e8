import Link from "next/link";
import { Definition } from "@/components/ui/definition";
import { Figure, FigureRow } from "@/components/ui/figure";
import { hrefTo } from "@/lib/address";
import type { KeptSummary } from "@/lib/escheat/forecast/kept";
import type { EscheatTable } from "@/lib/escheat/forecast/table";
import { formatCount, formatDate, formatMoney, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/escheat-forecast";
import classes from "./forecast.module.css";
import { type Behind, cellHref } from "./hrefs";
import { moneyRange, shortRange } from "./words";

type Props = { table: EscheatTable; summary: KeptSummary; behind: Behind; locale: Locale };

/** The whole in four: what is settled, how it may turn out, what nobody can say, and what is spared. */
export function Headline({ table, summary, behind, locale }: Props) {
  const { total, byOutcome } = table;
  const { currency, asOf } = behind.version;
  const money = (value: bigint) => formatMoney(value, currency, locale);
  const period = t("escheat.forecast.asOf", { date: formatDate(asOf, locale) });
  const counsel = byOutcome["needs-counsel"];
  const taken = byOutcome.escheats.cards + byOutcome["not-yet"].cards;
  const own = summary.laws.filter(({ jurisdiction }) =>
    table.jurisdictions.some((row) => row.jurisdiction === jurisdiction),
  ).length;
  const { unmeasured } = total;
  return (
    <FigureRow columns={4}>
      <Figure
        label={t("escheat.forecast.settled")}
        value={money(total.foreseen)}
        period={period}
        href={cellHref(behind)}
        definition={<Definition term={t("escheat.forecast.settled")}>{t("escheat.forecast.settled.means")}</Definition>}
        note={
          <>
            <p>
              {summary.forecastTo === null
                ? t("escheat.forecast.range.none")
                : t("escheat.forecast.range", { range: moneyRange(total.range, currency, locale) })}
            </p>
            <p>
              {t("escheat.forecast.claimedNote", {
                amount: money(total.claimed),
                count: formatCount(taken, locale),
                n: taken,
              })}
            </p>
            {byOutcome.escheats.foreseen > 0n ? (
              <p>
                <Link className={classes.apart} href={cellHref(behind, { outcome: "escheats" })} prefetch={false}>
                  {t("escheat.forecast.already", { amount: money(byOutcome.escheats.foreseen) })}
                </Link>{" "}
                <Link
                  className={classes.apart}
                  href={hrefTo("/issuer/escheat/calendar", behind.address)}
                  prefetch={false}
                >
                  {t("escheat.forecast.already.calendar")}
                </Link>
              </p>
            ) : null}
          </>
        }
      />
      <Figure
        label={t("escheat.forecast.law")}
        value={shortRange(total.lawRange, currency, locale)}
        period={period}
        definition={<Definition term={t("escheat.forecast.law")}>{t("escheat.forecast.law.means")}</Definition>}
        note={
          own === 0
            ? t("escheat.forecast.law.sure")
            : t("escheat.forecast.law.note", {
                range: moneyRange(total.lawRange, currency, locale),
                count: formatCount(own, locale),
                n: own,
              })
        }
      />
      <Figure
        label={t("escheat.forecast.counsel")}
        value={money(counsel.balance)}
        period={period}
        href={cellHref(behind, { outcome: "needs-counsel" })}
        definition={<Definition term={t("escheat.forecast.counsel")}>{t("escheat.forecast.counsel.means")}</Definition>}
        note={t(unmeasured > 0n ? "escheat.forecast.counsel.note" : "escheat.forecast.counsel.plain", {
          count: formatCount(counsel.cards, locale),
          n: counsel.cards,
          unmeasured: money(unmeasured),
        })}
      />
      <Figure
        label={t("escheat.forecast.exempt")}
        value={money(byOutcome.exempt.balance)}
        period={period}
        href={cellHref(behind, { outcome: "exempt" })}
        definition={<Definition term={t("escheat.forecast.exempt")}>{t("escheat.forecast.exempt.means")}</Definition>}
        note={t("escheat.forecast.counsel.plain", {
          count: formatCount(byOutcome.exempt.cards, locale),
          n: byOutcome.exempt.cards,
        })}
      />
    </FigureRow>
  );
}
