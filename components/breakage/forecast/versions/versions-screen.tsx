import type { ReactNode } from "react";
import { CurrencyPicker } from "@/components/layout/currency-picker";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, hrefTo } from "@/lib/address";
import type { ListedVersion } from "@/lib/breakage/forecast/queries/version-list";
import type { Pair } from "@/lib/breakage/forecast-view/version-pair";
import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-detail";
import { ForecastTabs } from "../forecast-tabs";
import { VersionPair } from "./version-pair";
import { VersionTable } from "./version-table";

type Props = {
  versions: readonly ListedVersion[];
  /** The two that are held against one another; null with fewer than two. */
  pair: Pair | null;
  currency: string;
  currencies: readonly string[];
  timeZone: string;
  address: Address;
  locale: Locale;
  /** What moved between the two; comes when it is computed. */
  children: ReactNode;
};

/** Every version of a currency, and two of them held against one another. */
export function VersionsScreen(props: Props) {
  const { versions, pair, currency, currencies, timeZone, address, locale, children } = props;
  return (
    <>
      <PageHeader
        title={t("versions.title")}
        lead={t("versions.lead")}
        actions={<CurrencyPicker currencies={currencies} value={currency} />}
      />
      <ForecastTabs current="versions" address={address} />
      {versions.length > 0 ? (
        <>
          {pair ? (
            <VersionPair versions={versions.filter(({ total }) => total !== null)} pair={pair} locale={locale} />
          ) : null}
          {children}
          <VersionTable
            versions={versions}
            pair={pair}
            currency={currency}
            timeZone={timeZone}
            address={address}
            locale={locale}
          />
        </>
      ) : (
        <Section title={t("versions.list", { currency })} flush>
          <EmptyState
            title={t("versions.none.title")}
            action={
              <ButtonLink href={hrefTo("/issuer/forecast", address)}>{t("forecastType.openForecast")}</ButtonLink>
            }
          >
            {t("versions.none.text")}
          </EmptyState>
        </Section>
      )}
    </>
  );
}
