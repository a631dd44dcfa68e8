import { EscheatTabs } from "@/components/escheat/escheat-tabs";
import { ButtonLink } from "@/components/ui/button-link";
import { Fresh } from "@/components/ui/fresh";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, hrefTo } from "@/lib/address";
import { addMonths } from "@/lib/dates";
import type { CalendarYear } from "@/lib/escheat/filing/calendar";
import type { EscheatCalendar } from "@/lib/escheat/queries/calendar";
import type { LetterBatchListed } from "@/lib/escheat/queries/letters";
import type { Locale } from "@/lib/format";
import type { Freshness } from "@/lib/freshness/freshness";
import { t } from "@/lib/messages/escheat-filing-screens";
import { BatchTable } from "./batch-table";
import { LetterWindows } from "./letter-windows";

type Props = {
  calendar: EscheatCalendar;
  batches: readonly LetterBatchListed[];
  freshness: Freshness;
  timeZone: string;
  mayPropose: boolean;
  address: Address;
  locale: Locale;
};

const AHEAD_MONTHS = 6;
const order = ["now", "late", "ahead", "missed"] as const;

/** Years with an owner's address that are open, soon to open, or over without a letter; what can be done now stands first. */
function windowsOf({ years, asOf }: EscheatCalendar): CalendarYear[] {
  const soon = addMonths(asOf, AHEAD_MONTHS);
  const standingOf = ({ steps }: CalendarYear) => steps.find(({ kind }) => kind === "letters-close")?.standing;
  return order.flatMap((standing) =>
    years.filter(
      (year) =>
        year.addressed > 0 &&
        standingOf(year) === standing &&
        (standing !== "ahead" || (year.dates?.letters?.from ?? soon) < soon),
    ),
  );
}

/** Due-diligence letters: whom the law wants written to, and every batch that was made. */
export function LettersScreen({ calendar, batches, freshness, timeZone, mayPropose, address, locale }: Props) {
  const years = windowsOf(calendar);
  return (
    <>
      <PageHeader
        title={t("letters.title")}
        lead={t("letters.lead")}
        meta={<Fresh freshness={freshness} timeZone={timeZone} locale={locale} />}
      />
      <EscheatTabs current="letters" address={address} />
      {calendar.version === null ? (
        <Section title={t("letters.windows")} flush>
          <EmptyState
            title={t("calendar.noForecast")}
            action={<ButtonLink href={hrefTo("/issuer/escheat", address)}>{t("calendar.toForecast")}</ButtonLink>}
          >
            {t("letters.noForecast")}
          </EmptyState>
        </Section>
      ) : (
        <LetterWindows years={years} asOf={calendar.asOf} mayPropose={mayPropose} locale={locale} />
      )}
      <BatchTable batches={batches} timeZone={timeZone} address={address} locale={locale} />
    </>
  );
}
