import Link from "next/link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, firstOf, hrefWith } from "@/lib/address";
import { formatAmount, formatCount, formatDateRange, formatMoney, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/overview";
import { largestChanges } from "@/lib/overview/largest";
import type { Change, ChangeRow } from "@/lib/overview/overview";
import { flowHref } from "./flow-href";
import classes from "./overview.module.css";

type Props = { change: Change; currency: string; address: Address; locale: Locale };

const mostRows = 12;
/** Of those that the table begins with further down: a page of them. */
const mostOthers = 100;
const anchor = "what-changed";
const restId = "\u0000rest";
const parts = ["sales", "redemptions", "lapses", "other", "change"] as const;
/** What each part is made of; the change itself is their sum. */
const flows = {
  sales: "sold",
  redemptions: "redeemed",
  lapses: "lapsed",
  other: "other-and-escheated",
  change: "changed",
} as const;

/** The first row that is shown: beyond one, the table is of those that another row adds up. */
function startOf(address: Address, count: number): number {
  const asked = Number.parseInt(firstOf(address.changesFrom) ?? "1", 10);
  return asked >= 1 && asked <= count ? asked : 1;
}

/** Why what is owed moved: the reasons in words, then every part of the change with its sum, each opening to its rows. */
export function ChangeTable({ change, currency, address, locale }: Props) {
  const start = startOf(address, change.rows.length);
  const isOfOthers = start > 1;
  const { rows, rest, total } = largestChanges(change.rows, isOfOthers ? mostOthers : mostRows, start - 1);
  const othersHref = `${hrefWith("/issuer/overview", address, { changesFrom: String(start + rows.length) })}#${anchor}`;
  const restName = (count: number) => t("overview.change.rest", { count: formatCount(count, locale) });
  const others = rest && {
    ...rest,
    member: { id: restId, name: restName(rest.count) },
  };
  const amount = (value: bigint) => formatAmount(value, currency, locale);
  const hrefOf = (row: ChangeRow, part: (typeof parts)[number]) =>
    row.member.id === restId
      ? othersHref
      : flowHref(flows[part], address, change.period, { [change.by]: row.member.id });
  const columns: Column<ChangeRow>[] = [
    {
      key: "member",
      title: t(`dimension.${change.by}`),
      cell: (row) => (
        <Link href={hrefOf(row, "change")} prefetch={false}>
          {row.member.name}
        </Link>
      ),
      ...(isOfOthers ? { foot: restName(total.count) } : {}),
    },
    ...parts.map((part) => ({
      key: part,
      title: t(`overview.change.${part}`),
      numeric: true,
      wide: part === "lapses" || part === "other",
      cell: (row: ChangeRow) => amount(row[part]),
      href: (row: ChangeRow) => (row[part] === 0n ? null : hrefOf(row, part)),
      foot: amount(isOfOthers ? total[part] : change.total[part]),
      // Of the others the rows above are all there is: it is the figure one came from.
      footHref: isOfOthers ? null : flowHref(flows[part], address, change.period),
    })),
  ];
  return (
    <Section
      title={t("overview.change.title")}
      note={formatDateRange(change.period.from, change.period.to, locale)}
      anchor={anchor}
      actions={
        <>
          {isOfOthers ? (
            <Link href={`${hrefWith("/issuer/overview", address, { changesFrom: null })}#${anchor}`} prefetch={false}>
              {t("overview.change.largest")}
            </Link>
          ) : null}
          <ExportMenu table="overview-change" count={change.rows.length} locale={locale} />
        </>
      }
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
