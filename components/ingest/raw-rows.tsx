import type { DescribedFile } from "@/lib/ingest/describe";
import { t } from "@/lib/messages/ingest";
import classes from "./ingest.module.css";

/** The rows as they stand in the file, columns by place and, where there is one, by name. */
export function RawRows({ file, hasHeader }: { file: DescribedFile; hasHeader: boolean }) {
  const rows = hasHeader ? file.rows : [{ line: 1, cells: file.top }, ...file.rows];
  const width = Math.max(file.top.length, ...file.rows.map((row) => row.cells.length));
  const columns = Array.from({ length: width }, (_, index) => index);
  const caption = t("columns.rawCaption", { file: file.name });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable
    <section className={classes.scroll} tabIndex={0} aria-label={t("table.scroll", { caption })}>
      <table className={classes.cells}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t("columns.line")}</th>
            {columns.map((index) => (
              <th key={index} scope="col">
                <span className={classes.number}>{t("columns.columnNumber", { number: index + 1 })}</span>
                {hasHeader ? (file.top[index] ?? "") : ""}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, 6).map((row) => (
            <tr key={row.line}>
              <th scope="row">{row.line}</th>
              {columns.map((index) => (
                <td key={index}>{row.cells[index] ?? ""}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
