import { ButtonLink } from "@/components/ui/button-link";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, hrefTo, hrefWith } from "@/lib/address";
import type { CutPage } from "@/lib/breakage/forecast/queries/cut-page";
import { currenciesOf, unknownIn } from "@/lib/breakage/forecast-view/cut-members";
import { cutParts, cutPath } from "@/lib/breakage/forecast-view/cut-path";
import type { CutTriangleQuery } from "@/lib/breakage/forecast-view/schema";
import { formatDate, type Locale } from "@/lib/format";
import { forecastDetailMessages } from "@/lib/messages/forecast-detail";
import { forecastTriangleMessages } from "@/lib/messages/forecast-triangle";
import { words } from "@/lib/messages/message";
import { screenMessages } from "@/lib/messages/screens";

const t = words(screenMessages, forecastDetailMessages, forecastTriangleMessages);

type Props = { page: CutPage; query: CutTriangleQuery; address: Address; locale: Locale };

/** Why there is no triangle, and what to do about it. */
export function NoCut(props: Props) {
  return (
    <Section title={t("cutTriangle.title")} flush>
      <Why {...props} />
    </Section>
  );
}

function Why({ page: { version, currency, types, found }, query, address, locale }: Props) {
  if (!version) {
    return (
      <EmptyState
        title={t("cutTriangle.noVersion.title")}
        action={<ButtonLink href={hrefTo("/issuer/forecast", address)}>{t("forecastType.openForecast")}</ButtonLink>}
      >
        {t("cutTriangle.noVersion.text", { currency })}
      </EmptyState>
    );
  }
  const unknown = unknownIn(types, query);
  const all = <ButtonLink href={hrefWith(cutPath, address, cutParts({}))}>{t("cutTriangle.takeOff")}</ButtonLink>;
  if (unknown.length > 0) {
    const names = unknown.map((dimension) =>
      t("cutTriangle.unknown.title", {
        dimension: t(`dimension.${dimension}`).toLowerCase(),
        id: query[dimension] ?? "",
      }),
    );
    return (
      <EmptyState title={names.join(" · ")} action={all}>
        {t("cutTriangle.unknown.text")}
      </EmptyState>
    );
  }
  if (!found) {
    const [other] = currenciesOf(types, query);
    return (
      <EmptyState
        title={t("cutTriangle.noTypes.title", { currency })}
        action={
          other === undefined ? (
            all
          ) : (
            // A version is of one currency.
            <ButtonLink href={hrefWith(cutPath, address, { currency: other, version: null })}>
              {t("cutTriangle.noTypes.look", { currency: other })}
            </ButtonLink>
          )
        }
      >
        {t(other === undefined ? "cutTriangle.noTypes.apart" : "cutTriangle.noTypes.text")}
      </EmptyState>
    );
  }
  return (
    <EmptyState title={t("cutTriangle.none.title")} action={all}>
      {t(`cutTriangle.none.${query.measure}`, { date: formatDate(version.dataDate, locale) })}
    </EmptyState>
  );
}
