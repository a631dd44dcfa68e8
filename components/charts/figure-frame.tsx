"use client";

import { parseAsStringLiteral, useQueryState } from "nuqs";
import { type ReactNode, useId } from "react";
import { t } from "@/lib/messages/screens";
import classes from "./chart-frame.module.css";

const shapes = ["chart", "table"] as const;

type Props = {
  /** Names the figure in the address when its table is shown. */
  id: string;
  title: string;
  note?: string;
  /** The figure in a sentence or two. */
  summary: string;
  actions?: ReactNode;
  /** The same as rows. */
  table: ReactNode;
  /** The drawing. */
  children: ReactNode;
};

/** Head, sentence and switch of a drawing that is also a table, for drawings that ChartFrame does not know. */
export function FigureFrame({ id, title, note, summary, actions, table, children }: Props) {
  const [shape, setShape] = useQueryState(id, parseAsStringLiteral(shapes).withDefault("chart"));
  const heading = useId();
  return (
    <figure className={classes.frame} aria-labelledby={heading}>
      <header className={classes.head}>
        <h2 id={heading} className={classes.title}>
          {title}
        </h2>
        {note ? <p className={classes.note}>{note}</p> : null}
        <div className={classes.actions} data-print="no">
          {actions}
          <fieldset className={classes.shapes} aria-label={t("chart.shape", { title })}>
            {shapes.map((value) => (
              <button
                key={value}
                type="button"
                className={classes.shape}
                aria-pressed={value === shape}
                onClick={() => setShape(value === "table" ? "table" : null)}
              >
                {t(`chart.${value}`)}
              </button>
            ))}
          </fieldset>
        </div>
      </header>
      <figcaption className={classes.summary}>{summary}</figcaption>
      {shape === "table" ? <div className={classes.table}>{table}</div> : children}
    </figure>
  );
}
