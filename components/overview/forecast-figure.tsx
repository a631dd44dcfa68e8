import { Definition } from "@/components/ui/definition";
import { Figure } from "@/components/ui/figure";
import { type Address, hrefTo } from "@/lib/address";
import type { ForecastHeadline } from "@/lib/breakage/forecast/headline";
import { formatDate, formatMoney, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast";
import { forecastLines } from "./forecast-lines";

type Props = { forecast: ForecastHeadline | null; address: Address; locale: Locale };

/** The newest forecast in one figure, with the range it may lie in. Without a figure it draws nothing: the note below says why. */
export function ForecastFigure({ forecast, address, locale }: Props) {
  if (forecast === null || forecast.breakage === null) return null;
  const { breakage, currency, dataDate } = forecast;
  return (
    <Figure
      label={t("forecast.overview")}
      value={formatMoney(breakage, currency, locale)}
      period={t("forecast.overview.period", { date: formatDate(dataDate, locale) })}
      href={hrefTo("/issuer/forecast", address)}
      definition={<Definition term={t("forecast.overview")}>{t("forecast.figure.means")}</Definition>}
      note={forecastLines(forecast, address, locale).map((words) => <p key={words}>{words}</p>)}
    />
  );
}
