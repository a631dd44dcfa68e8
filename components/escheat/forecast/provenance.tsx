import Link from "next/link";
import { Section } from "@/components/ui/section";
import { hrefTo, hrefWith } from "@/lib/address";
import type { CivilDate } from "@/lib/dates";
import type { KeptSummary } from "@/lib/escheat/forecast/kept";
import { formatCount, formatDate, formatInstant, formatMoney, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/escheat-forecast";
import classes from "./forecast.module.css";
import { type Behind, forecastPath } from "./hrefs";

type Props = { summary: KeptSummary; behind: Behind; asOf: CivilDate; timeZone: string; locale: Locale };

/** Where the figures come from and what they leave out, in words. */
export function Provenance({ summary, behind, asOf, timeZone, locale }: Props) {
  const { version, address } = behind;
  const { withoutCurve, forecastTo } = summary;
  return (
    <Section title={t("escheat.forecast.how")}>
      <ul className={classes.how}>
        <li>
          {t("escheat.forecast.how.version", {
            id: version.id,
            when: formatInstant(version.createdAt, timeZone, locale),
            who: version.createdByName,
            date: formatDate(version.asOf, locale),
          })}{" "}
          {address.version ? (
            <>
              {t("escheat.forecast.how.chosen", { id: version.id })}{" "}
              <Link href={hrefWith(forecastPath, address, { version: null })} prefetch={false}>
                {t("escheat.forecast.newest")}
              </Link>
            </>
          ) : version.asOf < asOf ? (
            t("escheat.forecast.how.older", { asOf: formatDate(asOf, locale) })
          ) : null}
        </li>
        <li>
          {forecastTo === null ? (
            t("escheat.forecast.how.noCurves")
          ) : (
            <>
              {t("escheat.forecast.how.curves", { date: formatDate(forecastTo, locale) })}{" "}
              <Link
                href={hrefTo("/issuer/forecast", address, { version: String(version.forecastId ?? "") })}
                prefetch={false}
              >
                {t("escheat.forecast.how.see")}
              </Link>
            </>
          )}
        </li>
        {forecastTo !== null && withoutCurve.cards > 0 ? (
          <li>
            {t("escheat.forecast.how.withoutCurve", {
              count: formatCount(withoutCurve.cards, locale),
              n: withoutCurve.cards,
              amount: formatMoney(BigInt(withoutCurve.balance), version.currency, locale),
            })}
          </li>
        ) : null}
        <li>{t("escheat.forecast.how.limits")}</li>
        <li>{t("escheat.forecast.how.expired")}</li>
      </ul>
    </Section>
  );
}
