import Link from "next/link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Definition } from "@/components/ui/definition";
import { missesBy } from "@/lib/accounting/roll-forward";
import type { GroupRow } from "@/lib/accounting/roll-forward-groups";
import type { Address } from "@/lib/address";
import { formatAmount, formatMonth, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/accounting-screens";
import { AddsUp } from "./adds-up";
import { cellHref } from "./cell-href";

type Props = {
  caption: string;
  rows: readonly GroupRow[];
  filter: Readonly<Record<string, string>>;
  lockedAt: (row: GroupRow) => string | null;
  address: Address;
  locale: Locale;
};

/** What was presumed abandoned and what was handed to states, month by month. */
export function PayableTable({ caption, rows, filter, lockedAt, address, locale }: Props) {
  const amount = (minor: bigint, { currency }: GroupRow) => formatAmount(minor, currency, locale);
  const moved = (movement: "toEscheatPayable" | "escheated", sign: 1n | -1n): Column<GroupRow> => ({
    key: movement,
    title: t(`accounting.${movement}`),
    numeric: true,
    hint: <Definition term={t(`accounting.${movement}`)}>{t(`accounting.${movement}.means`)}</Definition>,
    cell: (row) => {
      const { from, to, currency, standing } = row;
      const text = amount(sign * row.movements[movement], row);
      if (row.movements[movement] === 0n) return text;
      return (
        <Link
          href={cellHref({ movement, from, to, currency, standing, filter, lockedAt: lockedAt(row) }, address)}
          prefetch={false}
        >
          {text}
        </Link>
      );
    },
  });
  const columns: Column<GroupRow>[] = [
    { key: "month", title: t("accounting.month"), cell: ({ from }) => formatMonth(from, locale) },
    {
      key: "opening",
      title: t("accounting.opening"),
      numeric: true,
      cell: (row) => amount(row.payableOpening, row),
    },
    moved("toEscheatPayable", 1n),
    moved("escheated", -1n),
    {
      key: "closing",
      title: t("accounting.closing"),
      numeric: true,
      hint: <Definition term={t("accounting.payableClosing")}>{t("accounting.payable.means")}</Definition>,
      cell: (row) => amount(row.payableClosing, row),
    },
    {
      key: "check",
      title: t("accounting.rollForward.check"),
      cell: (row) => <AddsUp difference={missesBy(row).payable} currency={row.currency} locale={locale} />,
    },
  ];
  return <DataTable caption={caption} columns={columns} rows={rows} rowKey={({ from }) => from} empty={null} />;
}
