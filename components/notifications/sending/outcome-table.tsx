import { DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import { formatCount, type Locale } from "@/lib/format";
import type { MessageKey } from "@/lib/messages/message";
import { t } from "@/lib/messages/notifications-sending";
import { everybody, type SendingFigures } from "@/lib/notifications/sending/figures";

type Row = { readonly key: string; readonly what: string; readonly people: number };

/** Everybody of the audience by what became of him: the rows add up to all of them. */
export function OutcomeTable({ figures, locale }: { figures: SendingFigures; locale: Locale }) {
  const sum = everybody(figures.people);
  const count = (n: number) => formatCount(n, locale);
  return (
    <Section
      title={t("sending.whole")}
      note={t("sending.whole.note", { sum: count(sum), audience: count(figures.audience) })}
      actions={<ExportMenu table="notification-outcomes" count={figures.audience} locale={locale} />}
      flush
    >
      <DataTable
        caption={t("sending.whole")}
        rows={rowsOf(figures)}
        rowKey={({ key }) => key}
        empty={null}
        columns={[
          { key: "what", title: t("sending.whole.outcome"), cell: ({ what }) => what, foot: t("sending.sum") },
          {
            key: "people",
            title: t("sending.whole.people"),
            numeric: true,
            cell: ({ people }) => count(people),
            foot: count(sum),
          },
        ]}
      />
    </Section>
  );
}

const single = ["sent", "merged", "heldOut", "left", "leftControl", "unknown", "failed", "stopped"] as const;

function rowsOf({ people }: SendingFigures): Row[] {
  const rows: Row[] = single
    .filter((key) => key === "sent" || people[key] > 0)
    .map((key) => ({ key, what: t(`sending.outcome.${key}`), people: people[key] }));
  for (const kind of ["suppressed", "leftOut"] as const) {
    for (const [rule, n] of Object.entries(people[kind]).sort(([, a], [, b]) => b - a)) {
      const what = t(`sending.outcome.${kind}`, {
        rule: t(`notify.leftOut.${rule}` as MessageKey<typeof t>).toLowerCase(),
      });
      rows.push({ key: `${kind} ${rule}`, what, people: n });
    }
  }
  return rows;
}
