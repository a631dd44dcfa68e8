import Link from "next/link";
import { DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, hrefTo } from "@/lib/address";
import { placeName } from "@/lib/escheat/jurisdiction-name";
import type { LetterBatchListed } from "@/lib/escheat/queries/letters";
import { formatCount, formatDate, formatInstant, formatMoney, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/escheat-filing-screens";
import classes from "../reports/reports.module.css";
import { BatchState } from "./batch-state";

type Props = { batches: readonly LetterBatchListed[]; timeZone: string; address: Address; locale: Locale };

export function BatchTable({ batches, timeZone, address, locale }: Props) {
  return (
    <Section
      title={t("letters.all")}
      actions={
        batches.length > 0 ? <ExportMenu table="escheat-letters" count={batches.length} locale={locale} /> : null
      }
      flush
    >
      <DataTable
        caption={t("letters.all")}
        rows={batches}
        rowKey={({ id }) => String(id)}
        empty={<EmptyState title={t("letters.none")}>{t("letters.none.text")}</EmptyState>}
        columns={[
          {
            key: "batch",
            title: t("letters.batch"),
            cell: ({ id, jurisdiction, reportYear }) => (
              <Link href={hrefTo(`/issuer/escheat/letters/${id}`, address)} prefetch={false}>
                {t("letters.named", { id, place: placeName(jurisdiction), year: reportYear })}
              </Link>
            ),
          },
          { key: "state", title: t("reports.column.state"), cell: ({ state }) => <BatchState state={state} /> },
          {
            key: "letters",
            title: t("letters.count"),
            numeric: true,
            cell: ({ letters }) => formatCount(letters, locale),
          },
          {
            key: "amount",
            title: t("letters.value"),
            numeric: true,
            wide: true,
            cell: ({ amount, currency }) => formatMoney(amount, currency, locale),
          },
          {
            key: "issued",
            title: t("letters.issuedOn"),
            wide: true,
            cell: ({ issuedOn }) => (issuedOn ? formatDate(issuedOn, locale) : "–"),
          },
          {
            key: "proposed",
            title: t("letters.proposedBy"),
            wide: true,
            cell: ({ proposedByName, proposedAt }) => (
              <>
                {proposedByName}
                <span className={classes.under}>{formatInstant(proposedAt, timeZone, locale)}</span>
              </>
            ),
          },
        ]}
      />
    </Section>
  );
}
