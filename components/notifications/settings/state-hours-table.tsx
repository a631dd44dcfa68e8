import { DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import { jurisdictionName } from "@/lib/escheat/jurisdiction-name";
import { formatDate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-proposals";
import { statesWithHours } from "@/lib/notifications/state-hours";
import classes from "./settings.module.css";

/** What holds beside the issuer's own hours, and where it is from; nobody sets it here. */
export function StateHoursTable({ locale }: { locale: Locale }) {
  return (
    <Section title={t("notify.states")} note={t("notify.states.note")} flush>
      <DataTable
        caption={t("notify.states")}
        rows={statesWithHours}
        rowKey={({ state }) => state}
        empty={null}
        after={<p className={classes.beneath}>{t("notify.states.phone")}</p>}
        columns={[
          { key: "state", title: t("notify.states.state"), cell: ({ state }) => jurisdictionName(state) ?? state },
          {
            key: "hours",
            title: t("notify.states.hours"),
            cell: ({ quiet }) => t("notify.states.between", { from: quiet.to, to: quiet.from }),
          },
          {
            key: "cap",
            title: t("notify.states.cap"),
            cell: ({ cap }) => (cap ? t("notify.states.most", { most: cap.most, hours: cap.days * 24 }) : "–"),
          },
          { key: "source", title: t("notify.states.source"), wide: true, cell: ({ source }) => source },
          { key: "date", title: t("notify.states.date"), cell: ({ date }) => formatDate(date, locale) },
        ]}
      />
    </Section>
  );
}
