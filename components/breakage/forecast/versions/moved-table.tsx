import Link from "next/link";
import type { ReactNode } from "react";
import { type Column, DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import type { Address } from "@/lib/address";
import type { Moved } from "@/lib/breakage/forecast/queries/moved";
import { type Cause, causes, type Movement } from "@/lib/breakage/forecast/what-moved";
import { changeIn, groupRows } from "@/lib/breakage/forecast-view/moved-view";
import { formatAmount, formatCount, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-detail";
import { type MovedBehind, movedGroupHref, redeemedSinceHref, soldSinceHref } from "../forecast-hrefs";
import classes from "./versions.module.css";

type Props = { moved: Extract<Moved, { status: "ok" }>; tabs: ReactNode; address: Address; locale: Locale };

const MOST = 60;
type Row = Movement & { readonly count?: number };

/** A row for each brand or card type; the foot is the total of the picture. */
export function MovedTable({ moved: found, tabs, address, locale }: Props) {
  const { moved, since, names, by, currency, before, after } = found;
  const behind: MovedBehind = { before, after, by, currency, address };
  const { shown, others } = groupRows(moved, MOST);
  const amount = (minor: bigint) => formatAmount(minor, currency, locale);
  const signed = (minor: bigint) => `${minor > 0n ? "+" : ""}${amount(minor)}`;
  const nameOf = (row: Row) => {
    if (row.count !== undefined) return t("moved.others", { count: formatCount(row.count, locale) });
    return (
      <Link href={movedGroupHref(behind, row.group)} prefetch={false}>
        {names.get(row.group) || (by === "brand" ? t("moved.noBrand") : row.group)}
      </Link>
    );
  };
  /** What happened between the two, where a list has exactly that. */
  const sinceOf = (cause: Cause, { group, count }: Row) => {
    const facts = count === undefined ? since.get(group) : undefined;
    if (cause === "sales" && facts && facts.cardsSold !== 0) {
      const cards = { count: formatCount(facts.cardsSold, locale), n: facts.cardsSold };
      return (
        <Link href={soldSinceHref(behind, group)} prefetch={false}>
          {t("moved.since.sold", cards)}
        </Link>
      );
    }
    if (cause === "redemptions" && facts && facts.redeemed !== 0n) {
      const redeemed = t("moved.since.redeemed", { amount: amount(facts.redeemed) });
      return (
        <Link href={redeemedSinceHref(behind, group)} prefetch={false}>
          {redeemed}
        </Link>
      );
    }
    return null;
  };
  const { total } = moved;
  const columns: Column<Row>[] = [
    { key: "name", title: t(`moved.by.${by}`), cell: nameOf },
    {
      key: "before",
      title: t("moved.before"),
      numeric: true,
      wide: "very",
      cell: (row) => amount(row.before),
      foot: amount(total.before),
    },
    ...causes.map((cause) => ({
      key: cause,
      title: t(`moved.cause.${cause}`),
      numeric: true,
      wide: true,
      cell: (row: Row) => (
        <>
          {signed(row.parts[cause])}
          <span className={classes.under}>{sinceOf(cause, row)}</span>
        </>
      ),
      foot: signed(total.parts[cause]),
    })),
    {
      key: "after",
      title: t("moved.after"),
      numeric: true,
      wide: "very",
      cell: (row) => amount(row.after),
      foot: amount(total.after),
    },
    {
      key: "change",
      title: t("moved.change"),
      numeric: true,
      cell: (row) => signed(changeIn(row)),
      foot: signed(changeIn(total)),
    },
  ];
  const rows: readonly Row[] = others ? [...shown, others] : shown;
  const title = t("moved.table", { name: t(`moved.by.${by}`).toLowerCase() });
  return (
    <Section
      title={title}
      note={t("moved.tableNote", { currency })}
      actions={
        <>
          {tabs}
          <ExportMenu table="forecast-moved" count={moved.groups.length} locale={locale} />
        </>
      }
      flush
    >
      <DataTable
        caption={title}
        columns={columns}
        rows={rows}
        rowKey={({ group, count }) => (count === undefined ? `group ${group}` : "others")}
        isBroad
        empty={null}
      />
    </Section>
  );
}
