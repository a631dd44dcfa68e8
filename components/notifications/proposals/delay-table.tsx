import { DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import { formatDate, formatMoney, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-proposals";
import { delayRows } from "@/lib/notifications/proposals/delay-rows";
import type { BatchDetail } from "@/lib/notifications/queries/batch";

/** What is lost if nobody decides: each day, and all days up to it. */
export function DelayTable({ batch, timeZone, locale }: { batch: BatchDetail; timeZone: string; locale: Locale }) {
  const rows = delayRows(batch, timeZone);
  if (rows.length === 0) return null;
  const money = (amount: bigint) => formatMoney(amount, batch.currency, locale);
  return (
    <div id="waiting">
      <Section title={t("notify.waiting")} note={t("notify.waiting.note")} flush>
        <DataTable
          caption={t("notify.waiting")}
          rows={rows}
          rowKey={({ day }) => day}
          empty={null}
          columns={[
            { key: "day", title: t("notify.waiting.day"), cell: ({ day }) => formatDate(day, locale) },
            { key: "adds", title: t("notify.waiting.adds"), numeric: true, cell: ({ adds }) => money(adds) },
            { key: "lost", title: t("notify.waiting.lost"), numeric: true, cell: ({ lost }) => money(lost) },
          ]}
        />
      </Section>
    </div>
  );
}
