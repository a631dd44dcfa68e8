import { DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import { besideText } from "@/lib/escheat/filing/beside-text";
import type { Beside } from "@/lib/escheat/filing/report-record";
import { formatCount, formatMoney, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/escheat-filing-screens";

/** What somebody might look for in the report, and why it is not there. */
export function BesideTable({ beside, locale }: { beside: readonly Beside[]; locale: Locale }) {
  if (beside.length === 0) return null;
  return (
    <Section title={t("reports.beside")} note={t("reports.beside.note")} flush>
      <DataTable
        caption={t("reports.beside")}
        rows={beside}
        rowKey={({ kind, fields, currency }) => `${kind} ${fields.join()} ${currency}`}
        empty={null}
        columns={[
          { key: "why", title: t("reports.beside.why"), cell: besideText },
          {
            key: "cards",
            title: t("calendar.column.cards"),
            numeric: true,
            cell: ({ cards }) => formatCount(cards, locale),
          },
          {
            key: "balance",
            title: t("reports.balance"),
            numeric: true,
            cell: ({ balance, currency }) => formatMoney(BigInt(balance), currency, locale),
          },
        ]}
      />
    </Section>
  );
}
