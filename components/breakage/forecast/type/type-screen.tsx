import Link from "next/link";
import { type ReactNode, Suspense } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { Block } from "@/components/ui/skeleton";
import { EmptyState } from "@/components/ui/states";
import { type Address, firstOf, hrefTo } from "@/lib/address";
import { HEADLINE } from "@/lib/breakage/forecast/constants";
import { rangeAt } from "@/lib/breakage/forecast/held";
import { NO_JUDGEMENT } from "@/lib/breakage/forecast/judgement";
import type { TypeInVersion, TypePage } from "@/lib/breakage/forecast/queries/type-page";
import type { Version } from "@/lib/breakage/forecast/queries/versions";
import { forecastParams } from "@/lib/breakage/forecast/schema";
import { cutHref } from "@/lib/breakage/forecast-view/cut-path";
import { keptSummary } from "@/lib/breakage/forecast-view/kept-summary";
import { agesOf, fittedShare } from "@/lib/breakage/forecast-view/redemption-curve";
import type { SecondOpinion as Opinion } from "@/lib/breakage/forecast-view/second-opinion";
import { RANGE_SHARE } from "@/lib/breakage/triangle-view/reserve-range";
import { formatDate, type Locale } from "@/lib/format";
import { forecastMessages } from "@/lib/messages/forecast";
import { forecastDetailMessages } from "@/lib/messages/forecast-detail";
import { forecastOpinionMessages } from "@/lib/messages/forecast-opinion";
import { words } from "@/lib/messages/message";
import { VersionLink } from "../version-link";
import { ChoiceSection } from "./choice-section";
import { FactorSection } from "./factor-section";
import { SecondOpinion } from "./second-opinion";
import { CurveSectionLoader, TriangleSectionLoader } from "./section-loaders";
import { TypeFigures } from "./type-figures";
import { TypeMethods } from "./type-methods";
import { TypeQuarters } from "./type-quarters";
import { TypeWhy } from "./type-why";

const t = words(forecastMessages, forecastDetailMessages, forecastOpinionMessages);

type Props = {
  page: TypePage;
  /** Under way; it is drawn when it comes. */
  opinion: Promise<Opinion | null>;
  mayChoose: boolean;
  timeZone: string;
  address: Address;
  locale: Locale;
};

/** All that stands behind the figure of one card type: an actuary's page. */
export function TypeScreen(props: Props) {
  const { page, mayChoose, timeZone, address, locale } = props;
  const { type, version, own, choices } = page;
  const choice = (
    <ChoiceSection
      code={type.code}
      name={type.name}
      choices={choices}
      inVersion={own}
      mayChoose={mayChoose}
      timeZone={timeZone}
      locale={locale}
    />
  );
  return (
    <>
      <PageHeader
        title={type.name}
        above={<Link href={hrefTo("/issuer/forecast", address)}>{t("forecastType.above")}</Link>}
        lead={
          own && version ? leadOf(own, version) : [type.code, type.brand, type.category].filter(Boolean).join(" · ")
        }
        meta={version ? <VersionLink version={version} timeZone={timeZone} address={address} locale={locale} /> : null}
      />
      {own && version ? <Parts {...props} own={own} version={version} choice={choice} /> : <Absent {...props} />}
      {own ? null : choice}
    </>
  );
}

function leadOf({ status, method, chosen }: TypeInVersion, { summary }: Version): string {
  const verdict = keptSummary(summary)?.choice.verdict ?? "untested";
  const why = chosen ? "person" : method === "category-blend" ? "blend" : verdict;
  const words = [
    t(`forecastType.status.${status}`),
    t("forecastType.method", { method: t(`forecast.method.${method}`) }),
    t(`forecastType.by.${why}`),
  ];
  return words.join(" ");
}

type PartsProps = Props & { own: TypeInVersion; version: Version; choice: ReactNode };

function Parts({ page, own, version, opinion, choice, mayChoose, address, locale }: PartsProps) {
  const { type, choices } = page;
  const { currency } = type;
  const whole = own.report.whole;
  const range = rangeAt(whole?.ranges ?? null, RANGE_SHARE);
  const forecast = {
    never: Number(whole?.breakage ?? 0n),
    range: range && { low: Number(range.low), high: Number(range.high) },
  };
  const summary = keptSummary(version.summary);
  const filters = forecastParams.parse({ "card-type": type.code });
  const behind = { dataDate: version.dataDate, currency, filters, address };
  return (
    <>
      <TypeFigures own={own} behind={behind} locale={locale} />
      <TypeWhy own={own} type={type} locale={locale} />
      <TypeQuarters report={own.report} behind={behind} locale={locale} />
      <CurveSectionLoader
        cohorts={own.cohorts}
        cut={own.cut}
        ultimateAge={own.ultimateAge}
        fitted={fittedShare(own.factors, agesOf(own.cohorts, own.ultimateAge))}
        band={own.explanation?.band ?? null}
        isUsed={own.method === HEADLINE || own.method === "category-blend"}
        locale={locale}
      />
      <TriangleSectionLoader
        key={version.id}
        code={type.code}
        counts={choices[0] ?? NO_JUDGEMENT}
        mayChoose={mayChoose}
        cohorts={own.cohorts}
        factors={own.factors}
        cut={own.cut}
        ultimateAge={own.ultimateAge}
        prior={summary?.total.probability == null ? null : 1 - summary.total.probability}
        forecast={forecast}
        othersHref={cutHref({ "card-type": type.code }, address, { version: firstOf(address.version) ?? null })}
        currency={currency}
        locale={locale}
      />
      <FactorSection own={own} currency={currency} locale={locale} />
      <TypeMethods own={own} choice={summary?.choice ?? null} currency={currency} locale={locale} />
      <Suspense
        fallback={
          <Section title={t("opinion.title")} note={t("opinion.wait")}>
            <Block height={14} />
          </Section>
        }
      >
        <SecondOpinion own={own} opinion={opinion} locale={locale} />
      </Suspense>
      {choice}
    </>
  );
}

/** The card type is there, and the forecast is not. */
function Absent({ page: { type, version }, address, locale }: Props) {
  const newest = hrefTo(`/issuer/forecast/types/${encodeURIComponent(type.code)}`, address);
  return version ? (
    <EmptyState
      title={t("forecastType.absent.title", { id: version.id })}
      action={<ButtonLink href={newest}>{t("forecastType.newest")}</ButtonLink>}
    >
      {t("forecastType.absent.text", { date: formatDate(version.dataDate, locale) })}
    </EmptyState>
  ) : (
    <EmptyState
      title={t("forecastType.none.title")}
      action={<ButtonLink href={hrefTo("/issuer/forecast", address)}>{t("forecastType.openForecast")}</ButtonLink>}
    >
      {t("forecastType.none.text", { currency: type.currency })}
    </EmptyState>
  );
}
