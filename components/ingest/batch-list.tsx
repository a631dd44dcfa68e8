import Link from "next/link";
import { ButtonLink } from "@/components/ui/button-link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, hrefTo } from "@/lib/address";
import { formatCount, formatDateRange, formatInstant, type Locale } from "@/lib/format";
import { totalOf } from "@/lib/ingest/outcome";
import type { BatchView } from "@/lib/ingest/queries/batch";
import { t } from "@/lib/messages/ingest";
import { BatchState } from "./batch-state";
import classes from "./ingest.module.css";

type Props = {
  batches: readonly BatchView[];
  /** Of all pages. */
  count: number;
  timeZone: string;
  address: Address;
  mayImport: boolean;
  locale: Locale;
  olderHref: string | null;
  newestHref: string | null;
};

/** Every batch with what it brought, newest first. */
export function BatchList(props: Props) {
  const { batches, count, timeZone, address, mayImport, locale, olderHref, newestHref } = props;
  const number = (key: "read" | "new" | "updated" | "repeated", title: string): Column<BatchView> => ({
    key,
    title,
    numeric: true,
    cell: (batch) => formatCount(totalOf(batch.counts)[key], locale),
  });
  const columns: Column<BatchView>[] = [
    {
      key: "batch",
      title: t("imports.batch"),
      cell: (batch) => (
        <span className={classes.wrap}>
          <Link href={hrefTo(`/issuer/imports/${batch.id}`, address)} prefetch={false}>
            {batch.id} · {batch.label}
          </Link>
          <span className={`${classes.number} ${classes.muted}`}>{whatText(batch, locale)}</span>
        </span>
      ),
    },
    { key: "state", title: t("imports.state"), cell: (batch) => <BatchState state={batch.state} /> },
    { ...number("read", t("imports.read")), wide: true },
    number("new", t("imports.newRows")),
    { ...number("updated", t("imports.updated")), wide: true },
    { ...number("repeated", t("imports.repeated")), wide: true },
    {
      key: "refused",
      title: t("imports.refused"),
      numeric: true,
      cell: (batch) =>
        batch.openRows > 0 ? (
          <Link
            href={hrefTo("/issuer/imports/kept-aside", address, { batch: String(batch.id) })}
            prefetch={false}
            aria-label={t("batch.refusedShow")}
          >
            {formatCount(batch.openRows, locale)}
          </Link>
        ) : (
          "0"
        ),
    },
    { key: "span", title: t("imports.span"), wide: true, cell: (batch) => spanText(batch, locale) },
    { key: "who", title: t("imports.who"), wide: true, cell: whoText },
    {
      key: "when",
      title: t("imports.when"),
      cell: (batch) => (
        <time dateTime={batch.recordedAt.toISOString()}>{formatInstant(batch.recordedAt, timeZone, locale)}</time>
      ),
    },
  ];
  return (
    <Section
      title={t("imports.batches")}
      actions={count > 0 ? <ExportMenu table="imports" count={count} locale={locale} /> : undefined}
      flush
    >
      <DataTable
        caption={t("imports.caption")}
        columns={columns}
        rows={batches}
        rowKey={(batch) => String(batch.id)}
        empty={
          <EmptyState
            title={t("imports.empty")}
            action={
              mayImport ? (
                <ButtonLink href={hrefTo("/issuer/imports/new", address)}>{t("imports.new")}</ButtonLink>
              ) : undefined
            }
          >
            {t(mayImport ? "imports.emptyWhat" : "imports.emptyReader")}
          </EmptyState>
        }
        after={
          olderHref || newestHref ? (
            <div className={classes.foot}>
              {newestHref ? (
                <ButtonLink href={newestHref} size="xs" variant="default">
                  {t("imports.newest")}
                </ButtonLink>
              ) : null}
              {olderHref ? (
                <ButtonLink href={olderHref} size="xs" variant="default">
                  {t("imports.older")}
                </ButtonLink>
              ) : null}
            </div>
          ) : null
        }
      />
    </Section>
  );
}

function whatText({ source, files, notices }: BatchView, locale: Locale): string {
  if (source !== "import") return t(`imports.source.${source}`);
  const parts = files.length > 0 ? [t("imports.fileCount", { count: files.length })] : [];
  if (notices.length > 0)
    parts.push(t("imports.noticeCount", { count: formatCount(notices.length, locale), total: notices.length }));
  return parts.join(", ");
}

export const spanText = ({ firstOn, lastOn }: Pick<BatchView, "firstOn" | "lastOn">, locale: Locale) =>
  firstOn && lastOn ? formatDateRange(firstOn, lastOn, locale) : "–";

export const whoText = ({ createdBy, createdByName }: BatchView) =>
  createdByName ?? (createdBy === null ? t("imports.machine") : "–");
