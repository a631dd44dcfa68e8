import { FilterRow } from "@/components/ingest/filter-row";
import { RunsTable } from "@/components/jobs/runs-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { type Address, hrefWith, readAddress } from "@/lib/address";
import { may, requireScope } from "@/lib/identity/scope";
import { jobStates } from "@/lib/jobs/constants";
import { listJobs } from "@/lib/jobs/queries";
import { runListParams } from "@/lib/jobs/schema";
import { t } from "@/lib/messages/runs";
import { localeFor } from "../locale";

export const metadata = { title: t("runs.title") };

const PATH = "/issuer/runs";
const PAGE = 50;

export default async function RunsPage({ searchParams }: { searchParams: Promise<Address> }) {
  const address = await searchParams;
  const { state, before } = readAddress(runListParams, address);
  const scope = await requireScope("job.read");
  const input = { ...(state ? { state } : {}), ...(before === undefined ? {} : { before }) };
  const [runs, locale] = await Promise.all([
    listJobs(scope, { ...(state ? { states: [state] } : {}), before, limit: PAGE }),
    localeFor(address),
  ]);
  const tab = (key: string, label: string, value: string | null) => ({
    key,
    label,
    href: hrefWith(PATH, address, { state: value, before: null }),
    isCurrent: (state ?? null) === value,
  });
  return (
    <>
      <PageHeader title={t("runs.title")} lead={t("runs.lead")} />
      <FilterRow>
        <LinkTabs
          label={t("runs.filter")}
          tabs={[tab("all", t("runs.all"), null), ...jobStates.map((one) => tab(one, t(`run.state.${one}`), one))]}
        />
      </FilterRow>
      <Section
        title={state ? t(`run.state.${state}`) : t("runs.all")}
        actions={<ExportMenu table="runs" locale={locale} />}
        flush
      >
        <RunsTable
          key={`${state ?? "all"} ${before ?? 0}`}
          initial={runs}
          input={input}
          issuer={{ id: scope.issuerId, code: scope.issuer.code, timeZone: scope.issuer.timeZone }}
          mayCancel={may(scope, "job.cancel")}
          locale={locale}
          olderHref={runs.length === PAGE ? hrefWith(PATH, address, { before: String(runs.at(-1)?.id ?? "") }) : null}
          newestHref={before === undefined ? null : hrefWith(PATH, address, { before: null })}
        />
      </Section>
    </>
  );
}
