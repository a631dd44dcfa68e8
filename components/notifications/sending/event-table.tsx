import { DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import { formatCount, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-sending";
import { type EventFigures, eventFigureNames } from "@/lib/notifications/events/figures";

/** What came back after providers had taken the messages; nothing where nothing did. */
export function EventTable({ events, locale }: { events: EventFigures; locale: Locale }) {
  const rows = eventFigureNames.filter((name) => events[name] > 0);
  if (rows.length === 0) return null;
  return (
    <Section title={t("sending.events")} note={t("sending.events.note")} flush>
      <DataTable
        caption={t("sending.events")}
        rows={rows}
        rowKey={(name) => name}
        empty={null}
        columns={[
          { key: "what", title: t("sending.events.what"), cell: (name) => t(`sending.events.${name}`) },
          {
            key: "count",
            title: t("sending.events.count"),
            numeric: true,
            cell: (name) => formatCount(events[name], locale),
          },
        ]}
      />
    </Section>
  );
}
