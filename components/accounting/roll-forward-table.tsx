import Link from "next/link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Definition } from "@/components/ui/definition";
import { liabilitySigns } from "@/lib/accounting/constants";
import { missesBy } from "@/lib/accounting/roll-forward";
import type { GroupRow } from "@/lib/accounting/roll-forward-groups";
import { shownMovements } from "@/lib/accounting/roll-forward-view";
import type { Address } from "@/lib/address";
import { formatAmount, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/accounting-screens";
import classes from "./accounting.module.css";
import { AddsUp } from "./adds-up";
import { balanceHref, cellHref, isOfEvents } from "./cell-href";

type Props = {
  caption: string;
  rows: readonly GroupRow[];
  /** The first column: a month or a group. */
  title: string;
  nameOf: (row: GroupRow) => string;
  head: (row: GroupRow) => React.ReactNode;
  filterOf: (row: GroupRow) => Readonly<Record<string, string>>;
  lockedAt: (row: GroupRow) => string | null;
  /** Of all rows together; null where they are not to be added up. */
  total: GroupRow | null;
  address: Address;
  locale: Locale;
};

const monthsOf = ({ from, to }: GroupRow) =>
  from === to ? from.slice(0, 7) : `${from.slice(0, 7)} – ${to.slice(0, 7)}`;

/** Opening, what moved it, and closing. Amounts stand as they change the balance; each opens to what it is made of. */
export function RollForwardTable(props: Props) {
  const { caption, rows, title, nameOf, head, filterOf, lockedAt, total, address, locale } = props;
  const amount = (minor: bigint, { currency }: GroupRow) => formatAmount(minor, currency, locale);
  const opening: Column<GroupRow> = {
    key: "opening",
    title: t("accounting.opening"),
    numeric: true,
    hint: <Definition term={t("accounting.opening")}>{t("accounting.opening.means")}</Definition>,
    cell: (row) => amount(row.opening, row),
    foot: total ? amount(total.opening, total) : undefined,
  };
  const movements = shownMovements(rows).map((movement): Column<GroupRow> => {
    const signed = (row: GroupRow) => BigInt(liabilitySigns[movement]) * row.movements[movement];
    return {
      key: movement,
      title: t(`accounting.${movement}`),
      numeric: true,
      hint: <Definition term={t(`accounting.${movement}`)}>{t(`accounting.${movement}.means`)}</Definition>,
      cell: (row) => {
        const { from, to, currency, standing } = row;
        if (row.movements[movement] === 0n) return amount(0n, row);
        const label = isOfEvents(movement) ? "accounting.rollForward.open" : "accounting.rollForward.openCohorts";
        return (
          <Link
            href={cellHref(
              { movement, from, to, currency, standing, filter: filterOf(row), lockedAt: lockedAt(row) },
              address,
            )}
            aria-label={`${amount(signed(row), row)}. ${t(label, {
              movement: t(`accounting.${movement}`),
              group: nameOf(row),
              month: monthsOf(row),
            })}`}
            prefetch={false}
          >
            {amount(signed(row), row)}
          </Link>
        );
      },
      foot: total ? amount(signed(total), total) : undefined,
    };
  });
  const columns: Column<GroupRow>[] = [
    { key: "group", title, cell: head, foot: total ? t("accounting.rollForward.total") : undefined },
    opening,
    ...movements,
    {
      key: "closing",
      title: t("accounting.closing"),
      numeric: true,
      hint: <Definition term={t("accounting.closing")}>{t("accounting.closing.means")}</Definition>,
      cell: (row) =>
        row.standing === "given" ? (
          amount(row.closing, row)
        ) : (
          <Link
            href={balanceHref(row.to, row.currency, filterOf(row), address)}
            aria-label={`${amount(row.closing, row)}. ${t("accounting.rollForward.openCohorts", {
              movement: t("accounting.closing"),
              group: nameOf(row),
              month: monthsOf(row),
            })}`}
            prefetch={false}
          >
            {amount(row.closing, row)}
          </Link>
        ),
      foot: total ? amount(total.closing, total) : undefined,
    },
    {
      key: "check",
      title: t("accounting.rollForward.check"),
      hint: <Definition term={t("accounting.rollForward.check")}>{t("accounting.rollForward.check.means")}</Definition>,
      cell: (row) => <AddsUp difference={missesBy(row).liability} currency={row.currency} locale={locale} />,
      foot: total ? (
        <AddsUp difference={missesBy(total).liability} currency={total.currency} locale={locale} />
      ) : undefined,
    },
  ];
  return (
    <div className={classes.dense}>
      <DataTable
        caption={caption}
        columns={columns}
        rows={rows}
        rowKey={(row) => `${row.group} ${row.from} ${row.standing}`}
        isBroad
        empty={null}
      />
    </div>
  );
}
