import Link from "next/link";
import { DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import { type Address, hrefTo } from "@/lib/address";
import { formatInstant, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-proposals";
import type { BatchDetail } from "@/lib/notifications/queries/batch";

type Props = { batch: BatchDetail; timeZone: string; mayAudit: boolean; address: Address; locale: Locale };

type Line = { readonly key: string; readonly at: string; readonly who: string; readonly what: string };

/** Who said what of it, and when; the trail of all acts is a page of its own. */
export function History({ batch, timeZone, mayAudit, address, locale }: Props) {
  const lines: Line[] = [
    { key: "proposed", at: batch.proposedAt, who: batch.proposedByName, what: t("notify.history.proposed") },
    ...batch.decisions.map(({ id, decidedAt, personName, decision, reason }) => ({
      key: String(id),
      at: decidedAt,
      who: personName,
      what: [t(`notify.decision.${decision}`), reason].filter(Boolean).join(": "),
    })),
    ...(batch.startedAt ? [{ key: "started", at: batch.startedAt, who: "", what: t("notify.history.started") }] : []),
    ...(batch.endedAt
      ? [{ key: "ended", at: batch.endedAt, who: "", what: batch.note ?? t("notify.history.ended") }]
      : []),
  ];
  return (
    <Section
      title={t("notify.history")}
      actions={
        mayAudit ? (
          <Link href={hrefTo("/issuer/audit", address)} prefetch={false}>
            {t("notify.history.audit")}
          </Link>
        ) : null
      }
      flush
    >
      <DataTable
        caption={t("notify.history")}
        rows={lines.toSorted((a, b) => a.at.localeCompare(b.at))}
        rowKey={({ key }) => key}
        empty={null}
        columns={[
          { key: "at", title: t("notify.history.when"), cell: ({ at }) => formatInstant(at, timeZone, locale) },
          { key: "who", title: t("notify.history.who"), cell: ({ who }) => who || t("notify.history.system") },
          { key: "what", title: t("notify.history.what"), cell: ({ what }) => what },
        ]}
      />
    </Section>
  );
}
