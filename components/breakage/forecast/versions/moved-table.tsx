import type { ReactNode } from "react";
import { type Column, DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import type { Moved } from "@/lib/breakage/forecast/queries/moved";
import { causes, type Movement } from "@/lib/breakage/forecast/what-moved";
import { wholeMinor } from "@/lib/breakage/forecast-view/amounts";
import { changeIn, groupRows } from "@/lib/breakage/forecast-view/moved-view";
import { formatAmount, formatCount, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/message";
import classes from "./versions.module.css";

type Props = { moved: Extract<Moved, { status: "ok" }>; tabs: ReactNode; locale: Locale };

const MOST = 60;
type Row = Movement & { readonly count?: number };

/** A row for each brand or card type; the foot is the total of the picture. */
export function MovedTable({ moved: { moved, names, by, currency, before, after }, tabs, locale }: Props) {
  const { shown, others } = groupRows(moved, MOST);
  const amount = (minor: bigint) => formatAmount(minor, currency, locale);
  const signed = (minor: bigint) => `${minor > 0n ? "+" : ""}${amount(minor)}`;
  const nameOf = (row: Row) => {
    if (row.count !== undefined) return t("moved.others", { count: formatCount(row.count, locale) });
    return names.get(row.group) || (by === "brand" ? t("moved.noBrand") : row.group);
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
      cell: ({ parts }: Row) => signed(parts[cause]),
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
  const isOff =
    total.before !== wholeMinor(before.total.expectedBreakage) ||
    total.after !== wholeMinor(after.total.expectedBreakage);
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
        after={isOff ? <p className={classes.foot}>{t("moved.rounded")}</p> : null}
      />
    </Section>
  );
}
