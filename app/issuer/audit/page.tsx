import type { Metadata } from "next";
import { AuditFilterForm } from "@/components/identity/audit-filter-form";
import { AuditView } from "@/components/identity/audit-view";
import { ExportMenu } from "@/components/ui/export-menu";
import { PageHeader } from "@/components/ui/page-header";
import { type AuditFilter, auditAddress, parseAuditFilter } from "@/lib/identity/audit-filter";
import { AUDIT_PAGE, countAudit, listActors, listAudit } from "@/lib/identity/queries/audit";
import { requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/message";

export const metadata: Metadata = { title: t("audit.title") };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AuditPage({ searchParams }: Props) {
  const scope = await requireScope("audit.read");
  const filter = parseAuditFilter(await searchParams);
  const [rows, total, actors] = await Promise.all([
    listAudit(scope, filter),
    countAudit(scope, filter),
    listActors(scope),
  ]);
  const { code } = scope.issuer;
  const last = rows.length === AUDIT_PAGE ? rows.at(-1) : undefined;
  return (
    <>
      <PageHeader
        title={t("audit.title")}
        lead={t("audit.lead")}
        actions={<ExportMenu table="audit" count={total} locale="en" />}
      />
      <AuditFilterForm key={JSON.stringify(filter)} filter={filter} actors={actors} issuerCode={code} />
      <AuditView
        rows={rows}
        total={total}
        issuer={scope.issuer}
        olderHref={last ? pageHref(filter, code, last.id) : null}
        newestHref={filter.before ? pageHref(filter, code, null) : null}
      />
    </>
  );
}

function pageHref(filter: AuditFilter, issuer: string, before: number | null): string {
  const query = new URLSearchParams({ issuer, ...auditAddress(filter) });
  if (before) query.set("before", String(before));
  return `/issuer/audit?${query}`;
}
