import { CurrencyPicker } from "@/components/layout/currency-picker";
import { PageHeader } from "@/components/ui/page-header";
import type { Address } from "@/lib/address";
import type { CutPage } from "@/lib/breakage/forecast/queries/cut-page";
import { chosenNames, cutChoices, typesIn } from "@/lib/breakage/forecast-view/cut-members";
import { cutTriangle } from "@/lib/breakage/forecast-view/cut-triangle";
import type { CutTriangleQuery } from "@/lib/breakage/forecast-view/schema";
import type { Locale } from "@/lib/format";
import { forecastDetailMessages } from "@/lib/messages/forecast-detail";
import { forecastTriangleMessages } from "@/lib/messages/forecast-triangle";
import { words } from "@/lib/messages/message";
import { screenMessages } from "@/lib/messages/screens";
import { ForecastTabs } from "../forecast-tabs";
import { VersionLink } from "../version-link";
import { Behind } from "./behind";
import { CutHeatLoader } from "./cut-heat-loader";
import { CutPicker } from "./cut-picker";
import { NoCut } from "./no-cut";

const t = words(screenMessages, forecastDetailMessages, forecastTriangleMessages);

type Props = {
  page: CutPage;
  query: CutTriangleQuery;
  currencies: readonly string[];
  timeZone: string;
  address: Address;
  locale: Locale;
};

/** The triangle of whatever card types one chooses: of value or of numbers of redemptions. */
export function CutScreen({ page, query, currencies, timeZone, address, locale }: Props) {
  const { version, currency, types, found } = page;
  const names = chosenNames(types, query);
  const shown = found && cutTriangle(found, query.period);
  return (
    <>
      <PageHeader
        title={t("cutTriangle.title")}
        lead={t("cutTriangle.lead")}
        meta={version ? <VersionLink version={version} timeZone={timeZone} address={address} locale={locale} /> : null}
        actions={<CurrencyPicker currencies={currencies} value={currency} />}
      />
      <ForecastTabs current="triangle" address={address} />
      {version ? <CutPicker choices={cutChoices(types, currency, query)} /> : null}
      {found && shown?.of ? (
        <CutHeatLoader
          shown={shown}
          title={t("cutTriangle.of", { cut: names.join(" · ") || t("cutTriangle.all") })}
          behind={
            <Behind
              measure={shown.measure}
              cards={shown.cards}
              types={typesIn(types, currency, query)}
              cut={query}
              version={query.version ?? null}
              address={address}
              locale={locale}
            />
          }
          currency={currency}
          locale={locale}
        />
      ) : (
        <NoCut page={page} query={query} address={address} locale={locale} />
      )}
    </>
  );
}
