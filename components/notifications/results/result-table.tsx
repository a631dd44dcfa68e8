import Link from "next/link";
import { DataTable } from "@/components/ui/data-table";
import { Definition } from "@/components/ui/definition";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import { type Address, hrefTo } from "@/lib/address";
import { formatCount, formatDate, formatInstant, formatMoney, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-results";
import type { ResultListed } from "@/lib/notifications/queries/results";
import { estimate, intervalText, kindText } from "@/lib/notifications/trial/result-words";
import classes from "./results.module.css";
import { VerdictMark } from "./verdict-mark";

type Props = { results: readonly ResultListed[]; timeZone: string; address: Address; locale: Locale };

/** Batches that were sent, newest first, each with its verdict. */
export function ResultTable({ results, timeZone, address, locale }: Props) {
  const count = (value: number | undefined) => (value === undefined ? "–" : formatCount(value, locale));
  return (
    <Section
      title={t("results.all")}
      actions={<ExportMenu table="notification-results" count={results.length} locale={locale} />}
      flush
    >
      <DataTable
        caption={t("results.all")}
        rows={results.slice(0, 100)}
        rowKey={({ batchId }) => String(batchId)}
        empty={null}
        columns={[
          {
            key: "batch",
            title: t("results.batch"),
            cell: (row) => (
              <>
                <Link href={hrefTo(`/issuer/notifications/results/${row.batchId}`, address)} prefetch={false}>
                  {t("results.named", { id: row.batchId })}
                </Link>
                <span className={classes.under}>
                  {kindText(row)}, {formatInstant(row.startedAt, timeZone, locale)}
                </span>
              </>
            ),
          },
          { key: "verdict", title: t("results.verdict"), cell: ({ newest }) => <VerdictMark newest={newest} /> },
          {
            key: "effect",
            title: t("results.perMailbox"),
            numeric: true,
            hint: <Definition term={t("results.perMailbox")}>{t("results.defined.perMailbox")}</Definition>,
            cell: (row) => <PerMailbox row={row} locale={locale} />,
          },
          {
            key: "sent",
            title: t("results.sent"),
            numeric: true,
            wide: true,
            cell: ({ newest }) => count(newest?.report.remind.n),
          },
          {
            key: "held",
            title: t("results.heldOut"),
            numeric: true,
            wide: true,
            cell: ({ newest }) => count(newest?.report.control.n),
          },
          {
            key: "net",
            title: t("results.net"),
            numeric: true,
            wide: true,
            hint: <Definition term={t("results.net")}>{t("results.defined.net")}</Definition>,
            cell: ({ newest, currency }) =>
              newest?.report.ledgers ? formatMoney(newest.report.ledgers.issuer.net, currency, locale) : "–",
          },
          {
            key: "measured",
            title: t("results.measuredOn"),
            wide: true,
            cell: ({ newest }) => (newest ? formatDate(newest.measuredOn, locale) : "–"),
          },
        ]}
      />
    </Section>
  );
}

function PerMailbox({ row: { newest, currency }, locale }: { row: ResultListed; locale: Locale }) {
  const effect = newest?.report.effects?.redeemed.adjusted;
  if (!effect) return "–";
  const write = (value: number) => estimate(value, currency, locale);
  return (
    <>
      {write(effect.effect)}
      <span className={classes.under}>{intervalText(effect, write)}</span>
    </>
  );
}
