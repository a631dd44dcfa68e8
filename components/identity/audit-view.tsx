import { ButtonLink } from "@/components/ui/button-link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { formatCount, formatInstant, type Locale } from "@/lib/format";
import { auditKindText, detailText } from "@/lib/identity/audit-text";
import type { AuditRow } from "@/lib/identity/queries/audit";
import { t } from "@/lib/messages/audit-screen";
import classes from "./audit-view.module.css";

type Props = {
  rows: readonly AuditRow[];
  total: number;
  issuer: { name: string; timeZone: string };
  locale: Locale;
  olderHref: string | null;
  newestHref: string | null;
};

export function AuditView({ rows, total, issuer, locale, olderHref, newestHref }: Props) {
  const columns: Column<AuditRow>[] = [
    {
      key: "when",
      title: t("audit.when"),
      cell: (row) => (
        <time dateTime={row.occurredAt.toISOString()}>{formatInstant(row.occurredAt, issuer.timeZone, locale)}</time>
      ),
    },
    { key: "who", title: t("audit.who"), cell: (row) => row.actor },
    { key: "what", title: t("audit.what"), cell: (row) => auditKindText(row.action) },
    { key: "subject", title: t("audit.subject"), cell: (row) => row.subject },
    {
      key: "detail",
      title: t("audit.detail"),
      wide: true,
      cell: (row) => <span className={classes.detail}>{detailText(row.detail)}</span>,
    },
    { key: "address", title: t("audit.address"), wide: true, cell: (row) => row.address ?? "" },
  ];
  const note = t("audit.count", { shown: formatCount(total, locale), count: total, zone: issuer.timeZone });
  return (
    <Section title={t("audit.title")} note={note} flush>
      <DataTable
        caption={t("audit.caption", { issuer: issuer.name })}
        columns={columns}
        rows={rows}
        rowKey={(row) => String(row.id)}
        empty={<EmptyState title={t("audit.empty")}>{t("audit.emptyWhat")}</EmptyState>}
        after={
          <div className={classes.steps}>
            {newestHref ? (
              <ButtonLink href={newestHref} variant="default">
                {t("audit.newest")}
              </ButtonLink>
            ) : null}
            {olderHref ? (
              <ButtonLink href={olderHref} variant="default">
                {t("audit.older")}
              </ButtonLink>
            ) : null}
          </div>
        }
      />
    </Section>
  );
}
