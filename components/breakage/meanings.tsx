import Link from "next/link";
import type { ReactNode } from "react";
import { Section } from "@/components/ui/section";
import { type Address, hrefTo } from "@/lib/address";
import type { ForecastHeadline } from "@/lib/breakage/forecast/headline";
import type { BreakageReport } from "@/lib/breakage/report";
import { formatDate, formatMoney, type Locale } from "@/lib/format";
import { accountingScreenMessages } from "@/lib/messages/accounting-screens";
import { breakageMessages } from "@/lib/messages/breakage";
import { forecastMessages } from "@/lib/messages/forecast";
import { words } from "@/lib/messages/message";
import classes from "./breakage.module.css";
import { cardsHref } from "./breakage-table";

const t = words(accountingScreenMessages, breakageMessages, forecastMessages);

type Props = {
  report: BreakageReport;
  /** Null where nothing has been forecast. */
  forecast: ForecastHeadline | null;
  /** What was recognised as revenue; comes when it is computed. */
  recognised: ReactNode;
  address: Address;
  locale: Locale;
};

/** The word means three things: what is counted, what is estimated, and what was booked. */
export function Meanings({ report, forecast, recognised, address, locale }: Props) {
  return (
    <Section title={t("meanings.title")}>
      <dl className={classes.meanings}>
        <div>
          <dt>{t("meanings.lapsed")}</dt>
          <dd className={classes.meaningValue}>
            <Link href={cardsHref({ members: {} }, [], address)} prefetch={false} data-figure="head">
              {formatMoney(report.total.lapsed, report.currency, locale)}
            </Link>
          </dd>
          <dd>{t("meanings.lapsed.means")}</dd>
        </div>
        <div>
          <dt>{t("meanings.expected")}</dt>
          {forecast && forecast.breakage !== null ? (
            <>
              <dd className={classes.meaningValue}>
                <Link href={hrefTo("/issuer/forecast", address)} prefetch={false} data-figure="head">
                  {formatMoney(forecast.breakage, forecast.currency, locale)}
                </Link>
              </dd>
              <dd>{t("forecast.meaning.period", { date: formatDate(forecast.dataDate, locale) })}</dd>
              {report.knownAt === null ? null : <dd>{t("forecast.knownAt")}</dd>}
            </>
          ) : (
            <dd className={classes.meaningNone}>{t("meanings.notYet")}</dd>
          )}
          <dd>
            {t("meanings.expected.means")}{" "}
            <Link href={hrefTo("/issuer/forecast", address)} prefetch={false}>
              {t("forecast.overview.open")}
            </Link>
          </dd>
        </div>
        <div>
          <dt>{t("meanings.recognised")}</dt>
          {recognised}
          <dd>
            {t("meanings.recognised.means")}{" "}
            <Link href={hrefTo("/issuer/accounting", address)} prefetch={false}>
              {t("recognised.open")}
            </Link>
          </dd>
        </div>
      </dl>
    </Section>
  );
}
