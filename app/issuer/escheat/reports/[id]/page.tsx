import { Suspense } from "react";
import { CardTable } from "@/components/escheat/reports/card-table";
import { ReportChanges } from "@/components/escheat/reports/report-changes";
import { ReportScreen } from "@/components/escheat/reports/report-screen";
import { Section } from "@/components/ui/section";
import { Block } from "@/components/ui/skeleton";
import { type Address, readAddress } from "@/lib/address";
import { entryDays } from "@/lib/escheat/filing/entry-days";
import { reportPageParams } from "@/lib/escheat/filing/schema";
import { checkReportFiles } from "@/lib/escheat/queries/report-file";
import { findReportChanges, getReport, linesPerPage, listReportCards } from "@/lib/escheat/queries/reports";
import { may, requireScope, type Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/escheat-filing-screens";
import { freshnessOf } from "../../../freshness";
import { parsePathId } from "../../../imports/path-id";
import { localeFor } from "../../../locale";
import { orNotFound } from "../../../or-not-found";

export const metadata = { title: t("reports.one") };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Address> };

export default async function ReportPage({ params, searchParams }: Props) {
  const [{ id }, address] = await Promise.all([params, searchParams]);
  const scope = await requireScope("escheat.read");
  const reportId = parsePathId(id);
  const { page } = readAddress(reportPageParams, address);
  const report = await orNotFound(getReport(scope, reportId));
  const isWhole = report.content !== null;
  const [lines, files, freshness, locale] = await Promise.all([
    isWhole ? listReportCards(scope, reportId, page) : [],
    isWhole ? checkReportFiles(scope, reportId) : [],
    freshnessOf(scope),
    localeFor(address),
  ]);
  return (
    <ReportScreen
      report={report}
      files={files}
      viewer={{
        personId: scope.personId,
        mayPropose: may(scope, "escheat.propose"),
        mayApprove: may(scope, "escheat.approve"),
      }}
      today={entryDays(freshness).last}
      changes={
        <Suspense fallback={<Waiting />}>
          <Changes scope={scope} id={reportId} />
        </Suspense>
      }
      cards={
        <CardTable report={report} lines={lines} page={page} perPage={linesPerPage} address={address} locale={locale} />
      }
      timeZone={scope.issuer.timeZone}
      address={address}
      locale={locale}
    />
  );
}

async function Changes({ scope, id }: { scope: Scope; id: number }) {
  return <ReportChanges changes={await findReportChanges(scope, id)} />;
}

function Waiting() {
  return (
    <Section title={t("reports.changes")}>
      <p role="status">{t("reports.changes.wait")}</p>
      <Block height={4} />
    </Section>
  );
}
