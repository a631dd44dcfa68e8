import { EscheatTabs } from "@/components/escheat/escheat-tabs";
import { ButtonLink } from "@/components/ui/button-link";
import { Fresh } from "@/components/ui/fresh";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, hrefTo } from "@/lib/address";
import { placeName, usJurisdictions } from "@/lib/escheat/jurisdiction-name";
import type { EscheatCalendar } from "@/lib/escheat/queries/calendar";
import type { ReportListed } from "@/lib/escheat/queries/reports";
import type { Locale } from "@/lib/format";
import type { Freshness } from "@/lib/freshness/freshness";
import { t } from "@/lib/messages/escheat-filing-screens";
import { DraftForm } from "./draft-form";
import { ReportTable } from "./report-table";
import { ToReport } from "./to-report";

type Props = {
  calendar: EscheatCalendar;
  reports: readonly ReportListed[];
  /** What the address asks for. */
  asked: { jurisdiction?: string | undefined; year?: number | undefined };
  freshness: Freshness;
  timeZone: string;
  mayPropose: boolean;
  address: Address;
  locale: Locale;
};

/** Reports to states: what waits for one, and every one that was made. */
export function ReportsScreen(props: Props) {
  const { calendar, reports, asked, freshness, timeZone, mayPropose, address, locale } = props;
  const waiting = calendar.years.filter(
    ({ report, dates }) => report === null && (dates === null || dates.cutoffOn < calendar.asOf),
  );
  const [next] = waiting;
  const start = {
    jurisdiction: asked.jurisdiction ?? next?.jurisdiction ?? usJurisdictions[0] ?? "",
    reportYear: asked.year ?? next?.reportYear ?? Number(calendar.asOf.slice(0, 4)),
  };
  return (
    <>
      <PageHeader
        title={t("reports.title")}
        lead={t("reports.lead")}
        meta={<Fresh freshness={freshness} timeZone={timeZone} locale={locale} />}
        actions={
          <ButtonLink href={hrefTo("/issuer/escheat/reports/naupa2", address)} size="xs" variant="default">
            {t("reports.layout")}
          </ButtonLink>
        }
      />
      <EscheatTabs current="reports" address={address} />
      {calendar.version === null ? (
        <Section title={t("reports.waiting")} flush>
          <EmptyState
            title={t("calendar.noForecast")}
            action={<ButtonLink href={hrefTo("/issuer/escheat", address)}>{t("calendar.toForecast")}</ButtonLink>}
          >
            {t("reports.noForecast")}
          </EmptyState>
        </Section>
      ) : (
        <ToReport
          years={waiting}
          asOf={calendar.asOf}
          currency={calendar.currency}
          mayPropose={mayPropose}
          locale={locale}
        />
      )}
      {mayPropose ? (
        <Section title={t("reports.other")} note={t("reports.other.note")}>
          <DraftForm
            key={`${start.jurisdiction} ${start.reportYear}`}
            places={usJurisdictions.map((value) => ({ value, label: placeName(value) }))}
            start={start}
            asOf={freshness.asOf}
          />
        </Section>
      ) : null}
      <ReportTable reports={reports} timeZone={timeZone} address={address} locale={locale} />
    </>
  );
}
