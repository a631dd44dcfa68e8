import Link from "next/link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import type { Address } from "@/lib/address";
import { formatAmount, formatCount, formatDateRange, formatMoney, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/overview";
import { largestChanges } from "@/lib/overview/largest";
import type { Change, ChangeRow } from "@/lib/overview/overview";
import { flowHref } from "./flow-href";
import classes from "./overview.module.css";

type Props = { change: Change; currency: string; address: Address; locale: Locale };

const mostRows = 12;
const restId = "\u0000rest";
const parts = ["sales", "redemptions", "lapses", "other", "change"] as const;
/** What each part is made of; the change itself is their sum. */
const flows = {
  sales: "sold",
  redemptions: "redeemed",
  lapses: "lapsed",
  other: "other-and-escheated",
  change: null,
} as const;

/** Why what is owed moved: the reasons in words, then every part of the change with its sum, each opening to its rows. */
export function ChangeTable({ change, currency, address, locale }: Props) {
  const { rows, rest } = largestChanges(change.rows, mostRows);
  const others = rest && {
    ...rest,
    member: { id: restId, name: t("overview.change.rest", { count: formatCount(rest.count, locale) }) },
  };
  const amount = (value: bigint) => formatAmount(value, currency, locale);
  const footOf = (part: (typeof parts)[number]) => {
    const [flow, text] = [flows[part], amount(change.total[part])];
    if (flow === null) return text;
    return (
      <Link href={flowHref(flow, address, change.period)} prefetch={false}>
        {text}
      </Link>
    );
  };
  const columns: Column<ChangeRow>[] = [
    {
      key: "member",
      title: t(`dimension.${change.by}`),
      cell: (row) => row.member.name,
    },
    ...parts.map((part) => ({
      key: part,
      title: t(`overview.change.${part}`),
      numeric: true,
      wide: part === "lapses" || part === "other",
      cell: (row: ChangeRow) => {
        const flow = flows[part];
        if (flow === null || row.member.id === restId || row[part] === 0n) return amount(row[part]);
        return (
          <Link href={flowHref(flow, address, change.period, { [change.by]: row.member.id })} prefetch={false}>
            {amount(row[part])}
          </Link>
        );
      },
      foot: footOf(part),
    })),
  ];
  return (
    <Section
      title={t("overview.change.title")}
      note={formatDateRange(change.period.from, change.period.to, locale)}
      actions={<ExportMenu table="overview-change" count={change.rows.length} locale={locale} />}
      flush
    >
      <div className={classes.reasons}>
        <p>
          {t("overview.change.sentence", {
            opening: formatMoney(change.opening, currency, locale),
            closing: formatMoney(change.closing, currency, locale),
          })}
        </p>
        {change.sentences.length > 0 ? (
          <ul>
            {change.sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        ) : null}
      </div>
      <DataTable
        caption={t("overview.change.title")}
        columns={columns}
        rows={others ? [...rows, others] : rows}
        rowKey={(row) => row.member.id}
        empty={<EmptyState title={t("overview.change.none")}>{t("overview.change.noneHint")}</EmptyState>}
      />
    </Section>
  );
}
