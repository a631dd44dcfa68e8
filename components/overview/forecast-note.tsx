import Link from "next/link";
import { type Address, firstOf, hrefTo } from "@/lib/address";
import type { ForecastHeadline } from "@/lib/breakage/forecast/headline";
import { formatDate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast";
import classes from "./overview.module.css";

type Props = { forecast: ForecastHeadline | null; address: Address; locale: Locale };

/** A quiet line where there is no projected breakage to show: that it is missing, why, and where to go. */
export function ForecastNote({ forecast, address, locale }: Props) {
  if (forecast && forecast.breakage !== null) return null;
  return (
    <p className={classes.quiet}>
      {forecast && forecast.status !== "ok"
        ? t("forecast.overview.thin", {
            date: formatDate(forecast.dataDate, locale),
            status: t(`forecast.status.${forecast.status}`),
          })
        : t("forecast.overview.none")}{" "}
      {firstOf(address.knownAt) ? `${t("forecast.knownAt")} ` : null}
      <Link href={hrefTo("/issuer/forecast", address)} prefetch={false}>
        {t("forecast.overview.open")}
      </Link>
    </p>
  );
}
