import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, hrefTo, hrefWith } from "@/lib/address";
import type { CivilDate } from "@/lib/dates";
import { formatDate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast";
import { forecastPath } from "./forecast-hrefs";

type Props = {
  asOf: CivilDate;
  /** The data date of the earliest version; null where there is none at all. */
  earliest: CivilDate | null;
  /** Null where there is no whole month of data to make one of. */
  make: ReactNode;
  hasData: boolean;
  mayMake: boolean;
  address: Address;
  locale: Locale;
};

/** Why there is nothing to see, and what to do about it: each case has its own next step. */
export function NoForecast({ asOf, earliest, make, hasData, mayMake, address, locale }: Props) {
  if (address.version) {
    return (
      <Empty
        title={t("forecast.unknown.title")}
        action={
          <ButtonLink href={hrefWith(forecastPath, address, { version: null })} variant="default">
            {t("forecast.newest")}
          </ButtonLink>
        }
      >
        {t("forecast.unknown.text")}
      </Empty>
    );
  }
  if (earliest !== null) {
    return (
      <Empty
        title={t("forecast.early.title", { asOf: formatDate(asOf, locale) })}
        action={
          <>
            {make}
            <ButtonLink href={hrefWith(forecastPath, address, { asOf: earliest })} variant="default">
              {t("forecast.early.go")}
            </ButtonLink>
          </>
        }
      >
        {t("forecast.early.text", { date: formatDate(earliest, locale) })}
      </Empty>
    );
  }
  if (!hasData) {
    return (
      <Empty
        title={t("forecast.none.title")}
        action={<ButtonLink href={hrefTo("/issuer/imports", address)}>{t("forecast.none.import")}</ButtonLink>}
      >
        {t("forecast.none.data")}
      </Empty>
    );
  }
  return (
    <Empty title={t("forecast.none.title")} action={make}>
      <p>{t("forecast.none.text")}</p>
      {mayMake ? null : <p>{t("forecast.none.ask")}</p>}
    </Empty>
  );
}

function Empty({ title, action, children }: { title: string; action: ReactNode; children: ReactNode }) {
  return (
    <Section title={t("forecast.figure")} flush>
      <EmptyState title={title} action={action}>
        {children}
      </EmptyState>
    </Section>
  );
}
