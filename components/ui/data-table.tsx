import { IconArrowDown, IconArrowUp, IconSelector } from "@tabler/icons-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { t } from "@/lib/messages/screens";
import classes from "./data-table.module.css";
import { Opening } from "./opening";
import { TableRows } from "./table-rows";

export type SortDirection = "asc" | "desc";
export type Sort = { by: string; direction: SortDirection };

export type Column<Row> = {
  key: string;
  title: string;
  cell: (row: Row) => ReactNode;
  /** The total of the column, for the foot. */
  foot?: ReactNode;
  /** The rows behind the figure of a row, null where there are none; of a column that says nothing, those of its row. */
  href?: (row: Row) => string | null;
  /** The rows behind the total; of a column that says nothing, those of the whole foot. */
  footHref?: string | null;
  /** A short explanation shown beside the title. */
  hint?: ReactNode;
  /** Numbers stand right, aligned by their digits. */
  numeric?: boolean;
  sortable?: boolean;
  /** Left out on a phone, where the first columns matter; `very`: shown on the widest screens only. */
  wide?: boolean | "very";
};

type Props<Row> = {
  /** Names the table for those who cannot see where it stands. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** The list that every figure of a row is a sum of: its head leads there too, so that Tab stops but once. */
  rowHref?: (row: Row) => string | null;
  /** The same of the foot. */
  footHref?: string | null;
  sort?: Sort;
  /** The address of the same table sorted otherwise. Without it the heads are plain words. */
  sortHref?: (sort: Sort) => string;
  empty: ReactNode;
  /** Below the rows: paging, counts. */
  after?: ReactNode;
  isCurrent?: (row: Row) => boolean;
  /** Many columns: scrolls sideways at any width, and so gives up the head that stays in sight. */
  isBroad?: boolean;
};

/**
 * A real table: heads that say how they sort, one row header per row, a foot that sums. It has no state of its own, so
 * that it is drawn on the server and its order lives in the address; at most 100 rows, the rest by paging.
 */
export function DataTable<Row>({
  isBroad = false,
  caption,
  columns,
  rows,
  rowKey,
  rowHref,
  footHref = null,
  sort,
  sortHref,
  empty,
  after,
  isCurrent,
}: Props<Row>) {
  if (rows.length === 0) return <>{empty}</>;
  const hasFoot = columns.some((column) => column.foot !== undefined);
  const figures = columns.map((column) => (column.numeric ? column.key : null));
  const hasOwnLists = columns.some((column) => column.href !== undefined);
  return (
    <>
      {/* Focusable, so that the keyboard can scroll a table wider than the screen. */}
      <section
        className={isBroad ? classes.broad : classes.scroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable
        tabIndex={0}
        aria-label={t("table.scroll", { caption })}
      >
        <table className={classes.table}>
          <caption className="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <Head key={column.key} column={column} sort={sort} sortHref={sortHref} />
              ))}
            </tr>
          </thead>
          <TableRows
            classes={columns.map(cellClass)}
            figures={figures}
            rows={rows.map((row) => ({
              key: rowKey(row),
              isCurrent: isCurrent?.(row) ?? false,
              cells: columns.map((column) => column.cell(row)),
              href: rowHref?.(row) ?? null,
              ...(hasOwnLists ? { hrefs: columns.map((column) => column.href?.(row)) } : {}),
            }))}
          />
          {hasFoot ? (
            <tfoot>
              <tr>
                {columns.map((column, index) =>
                  index === 0 ? (
                    <th key={column.key} scope="row">
                      {column.foot ?? t("table.total")}
                    </th>
                  ) : (
                    <td key={column.key} className={cellClass(column)} data-column={figures[index] ?? undefined}>
                      {column.foot === undefined ? null : (
                        <Opening
                          figure={figures[index] ?? null}
                          href={column.footHref === undefined ? footHref : column.footHref}
                          isSecond={column.footHref === undefined}
                        >
                          {column.foot}
                        </Opening>
                      )}
                    </td>
                  ),
                )}
              </tr>
            </tfoot>
          ) : null}
        </table>
      </section>
      {after}
    </>
  );
}

const widthClass = (wide: boolean | "very" = false) => (wide === "very" ? classes.veryWide : wide ? classes.wide : "");

function cellClass<Row>(column: Column<Row>): string | undefined {
  const names = [column.numeric ? classes.numeric : "", widthClass(column.wide)].filter(Boolean).join(" ");
  return names || undefined;
}

type HeadProps<Row> = {
  column: Column<Row>;
  sort: Sort | undefined;
  sortHref: ((sort: Sort) => string) | undefined;
};

function Head<Row>({ column, sort, sortHref }: HeadProps<Row>) {
  const direction = sort?.by === column.key ? sort.direction : undefined;
  const sorted = direction === "asc" ? "ascending" : direction === "desc" ? "descending" : undefined;
  return (
    <th scope="col" className={cellClass(column)} aria-sort={sorted}>
      <span className={classes.head}>
        {column.sortable && sortHref ? (
          <Link
            className={classes.sort}
            href={sortHref({ by: column.key, direction: nextDirection(column, direction) })}
            scroll={false}
            prefetch={false}
            aria-label={t("table.sortBy", { column: column.title })}
          >
            {column.title}
            <SortIcon direction={direction} />
          </Link>
        ) : (
          column.title || <span className="visually-hidden">{t("table.actions")}</span>
        )}
        {column.hint}
      </span>
    </th>
  );
}

/** Numbers are wanted from the largest down, words from A on. */
function nextDirection<Row>(column: Column<Row>, now: SortDirection | undefined): SortDirection {
  if (now) return now === "asc" ? "desc" : "asc";
  return column.numeric ? "desc" : "asc";
}

function SortIcon({ direction }: { direction: SortDirection | undefined }) {
  const Icon = direction === "asc" ? IconArrowUp : direction === "desc" ? IconArrowDown : IconSelector;
  return <Icon size={13} stroke={2} className={direction ? classes.sorted : classes.unsorted} aria-hidden />;
}
