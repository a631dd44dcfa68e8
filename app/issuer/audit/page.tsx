import type { Metadata } from "next";
import { AuditFilterForm } from "@/components/identity/audit-filter-form";
import { AuditView } from "@/components/identity/audit-view";
import { ExportMenu } from "@/components/ui/export-menu";
import { PageHeader } from "@/components/ui/page-header";
import { type Address, hrefTo } from "@/lib/address";
import { type AuditFilter, auditAddress, parseAuditFilter } from "@/lib/identity/audit-filter";
import { AUDIT_PAGE, countAudit, listActors, listAudit } from "@/lib/identity/queries/audit";
import { requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/audit-screen";
import { localeFor } from "../locale";

export const metadata: Metadata = { title: t("audit.title") };

export default async function AuditPage({ searchParams }: { searchParams: Promise<Address> }) {
  const scope = await requireScope("audit.read");
  const address = await searchParams;
  const filter = parseAuditFilter(address);
  const [rows, total, actors, locale] = await Promise.all([
    listAudit(scope, filter),
    countAudit(scope, filter),
    listActors(scope),
    localeFor(address),
  ]);
  const { code } = scope.issuer;
  const reader = { issuer: code, lang: address.lang };
  const last = rows.length === AUDIT_PAGE ? rows.at(-1) : undefined;
  return (
    <>
      <PageHeader
        title={t("audit.title")}
        lead={t("audit.lead")}
        actions={<ExportMenu table="audit" count={total} locale={locale} />}
      />
      <AuditFilterForm key={JSON.stringify(filter)} filter={filter} actors={actors} issuerCode={code} />
      <AuditView
        rows={rows}
        total={total}
        issuer={scope.issuer}
        locale={locale}
        olderHref={last ? pageHref(filter, reader, last.id) : null}
        newestHref={filter.before ? pageHref(filter, reader, null) : null}
      />
    </>
  );
}

function pageHref(filter: AuditFilter, reader: Address, before: number | null): string {
  return hrefTo("/issuer/audit", reader, { ...auditAddress(filter), before: before === null ? null : String(before) });
}
