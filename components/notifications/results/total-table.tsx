import { DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import { formatCount, formatMoney, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-results";
import type { LedgerTotals } from "@/lib/notifications/trial/money";

const lines = ["rescued", "marginOnRedeemed", "marginAbove", "breakage", "cost", "net", "avoided"] as const;

type Props = { totals: LedgerTotals; isCostKnown: boolean; currency: string; locale: Locale };

/** The money of all batches of one currency that were measured to their end. */
export function TotalTable({ totals, isCostKnown, currency, locale }: Props) {
  const notes = [
    t("results.money.total.note", { count: formatCount(totals.batches, locale), n: totals.batches, currency }),
    ...(totals.twice === 0n ? [] : [t("results.money.twice", { amount: formatMoney(totals.twice, currency, locale) })]),
    ...(isCostKnown ? [] : [t("notify.cost.unknown.part", { currency })]),
  ];
  return (
    <Section title={t("results.money.total")} note={notes.join(" ")} flush>
      <DataTable
        caption={`${t("results.money.total")}, ${currency}`}
        rows={lines}
        rowKey={(line) => line}
        empty={null}
        columns={[
          { key: "line", title: t("results.money.line"), cell: (line) => t(`results.money.${line}`) },
          {
            key: "amount",
            title: t("results.money.amount"),
            numeric: true,
            cell: (line) => formatMoney(totals[line], currency, locale),
          },
        ]}
      />
    </Section>
  );
}
