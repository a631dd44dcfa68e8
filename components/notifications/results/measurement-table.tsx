import { DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import { formatDate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-results";
import type { Measurement } from "@/lib/notifications/queries/results";
import { estimate, intervalText } from "@/lib/notifications/trial/result-words";
import { VerdictMark } from "./verdict-mark";

type Props = { measurements: readonly Measurement[]; currency: string; locale: Locale };

/** Every measurement as it was written, newest first. */
export function MeasurementTable({ measurements, currency, locale }: Props) {
  const write = (value: number) => estimate(value, currency, locale);
  return (
    <Section title={t("results.history")} flush>
      <DataTable
        caption={t("results.history")}
        rows={measurements.slice(0, 100)}
        rowKey={({ id }) => String(id)}
        empty={null}
        columns={[
          { key: "when", title: t("results.history.when"), cell: ({ measuredOn }) => formatDate(measuredOn, locale) },
          { key: "verdict", title: t("results.verdict"), cell: (newest) => <VerdictMark newest={newest} /> },
          {
            key: "final",
            title: t("results.history.complete"),
            wide: true,
            cell: ({ complete }) => t(complete ? "results.history.yes" : "results.history.no"),
          },
          {
            key: "effect",
            title: t("results.perMailbox"),
            numeric: true,
            cell: ({ report }) =>
              report.effects?.redeemed.adjusted ? write(report.effects.redeemed.adjusted.effect) : "–",
          },
          {
            key: "range",
            title: t("results.range"),
            numeric: true,
            wide: true,
            cell: ({ report }) =>
              report.effects?.redeemed.adjusted ? intervalText(report.effects.redeemed.adjusted, write) : "–",
          },
        ]}
      />
    </Section>
  );
}
