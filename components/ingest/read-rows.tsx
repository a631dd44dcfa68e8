import type { DescribedFile } from "@/lib/ingest/describe";
import { isMarkOpen } from "@/lib/ingest/draft";
import { readFirstRows } from "@/lib/ingest/first-rows";
import type { FileMapping } from "@/lib/ingest/mapping/schema";
import type { RowContext } from "@/lib/ingest/row/values";
import { t } from "@/lib/messages/ingest";
import classes from "./ingest.module.css";

type Props = { file: DescribedFile; part: FileMapping; context: RowContext };

/** The same rows as they will be understood; a cell that cannot be says why. */
export function ReadRows({ file, part, context }: Props) {
  const rows = part.header ? file.rows : [{ line: 1, cells: file.top }, ...file.rows];
  const read = readFirstRows(part, file.top, rows.slice(0, 8), context, { isMarkOpen: isMarkOpen(part, file) });
  const caption = t("columns.readCaption", { file: file.name });
  if (read.fields.length === 0) return <p className={classes.pad}>{t("columns.readNothing")}</p>;
  return (
    <>
      {read.problems.map((problem) => (
        <p key={problem} className={classes.bad}>
          {problem}
        </p>
      ))}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable */}
      <section className={classes.scroll} tabIndex={0} aria-label={t("table.scroll", { caption })}>
        <table className={classes.cells}>
          <caption className="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{t("columns.line")}</th>
              {read.fields.map((field) => (
                <th key={field.name} scope="col">
                  {field.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {read.rows.map((row) => (
              <tr key={row.line}>
                <th scope="row">{row.line}</th>
                {row.cells.map((cell, index) => (
                  <td key={read.fields[index]?.name} className={cell.reason ? classes.badCell : undefined}>
                    {cell.text}
                    {cell.reason ? <span className={classes.number}>{cell.reason}</span> : null}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {part.entity === "card_transaction" ? <p className={classes.pad}>{t("columns.readSign")}</p> : null}
    </>
  );
}
