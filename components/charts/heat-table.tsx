import Link from "next/link";
import { t } from "@/lib/messages/screens";
import classes from "./heat-table.module.css";

export type HeatCell = { text: string /** 0 to 1; null leaves the cell plain. */; heat: number | null; href?: string };
type Line = {
  key: string;
  label: string;
  cells: readonly (HeatCell | null)[];
  total: string;
  totalHref?: string;
};

type Props = {
  caption: string;
  corner: string;
  columns: readonly { key: string; label: string; totalHref?: string }[];
  lines: readonly Line[];
  totals: readonly string[];
  total: string;
  totalHref?: string;
};

/** Two dimensions crossed. The tint only helps the eye: every cell carries its number. */
export function HeatTable({ caption, corner, columns, lines, totals, total, totalHref }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable
    <section className={classes.scroll} tabIndex={0} aria-label={t("table.scroll", { caption })}>
      <table className={classes.table}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{corner}</th>
            {columns.map((column) => (
              <th key={column.key} scope="col">
                {column.label}
              </th>
            ))}
            <th scope="col">{t("table.total")}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key} data-list-row="">
              <th scope="row">{line.label}</th>
              {line.cells.map((cell, index) => (
                <Cell key={columns[index]?.key} cell={cell} />
              ))}
              <td className={classes.total} data-column="cell">
                <Opening text={line.total} href={line.totalHref} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t("table.total")}</th>
            {totals.map((text, index) => (
              <td key={columns[index]?.key} data-column="cell">
                <Opening text={text} href={columns[index]?.totalHref} />
              </td>
            ))}
            <td data-column="cell">
              <Opening text={total} href={totalHref} />
            </td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

/** Tints stop at 40 %: beyond that the text would lose its contrast. */
const strongest = 0.4;

function Cell({ cell }: { cell: HeatCell | null }) {
  if (!cell) return <td className={classes.none}>–</td>;
  const background = cell.heat === null ? undefined : `rgb(var(--bw-heat) / ${(cell.heat * strongest).toFixed(3)})`;
  return (
    <td style={{ background }} data-column="cell">
      <Opening text={cell.text} href={cell.href} />
    </td>
  );
}

/** Opens to its rows where there is a list of them. */
function Opening({ text, href }: { text: string; href: string | undefined }) {
  if (!href) return text;
  return (
    <Link href={href} prefetch={false} data-figure="cell">
      {text}
    </Link>
  );
}
