import Link from "next/link";
import type { ReactNode } from "react";
import { t } from "@/lib/messages/screens";
import classes from "./figure.module.css";

export type Change = {
  /** Already formatted, with its sign. */
  text: string;
  direction: "up" | "down" | "same";
  /** Whether up is good, bad or neither: liability that falls is no bad news. */
  tone?: "good" | "bad" | "neutral";
  before: string;
  /** The day of the value before, where it is of a day and not of a period. */
  beforeOn?: string;
};

type Props = {
  label: string;
  value: string;
  /** The dates the value refers to. Every figure names them. */
  period: string;
  /** The rows behind the value. */
  href?: string;
  definition?: ReactNode;
  change?: Change | null;
  /** A small drawing beside the value. */
  spark?: ReactNode;
  note?: ReactNode;
};

const arrows = { up: "↑", down: "↓", same: "→" } as const;

/** One number with everything needed to read it: what, how much, of which dates, against what, and where it comes from. */
export function Figure({ label, value, period, href, definition, change, spark, note }: Props) {
  return (
    <div className={classes.figure}>
      <div className={classes.head}>
        <div className={classes.name}>
          <h2 className={classes.label}>{label}</h2>
          {definition}
        </div>
        {spark ? <span className={classes.spark}>{spark}</span> : null}
      </div>
      <p className={classes.line}>
        {href ? (
          <Link
            className={classes.value}
            href={href}
            prefetch={false}
            data-figure="head"
            aria-label={`${value}. ${t("figure.open", { label })}`}
          >
            {value}
          </Link>
        ) : (
          <span className={classes.value} data-figure="head">
            {value}
          </span>
        )}
      </p>
      {change ? (
        <p className={classes.change}>
          <span data-tone={change.tone ?? "neutral"} className={classes.tone}>
            <span aria-hidden>{arrows[change.direction]} </span>
            {change.text}
          </span>{" "}
          {change.beforeOn
            ? t("figure.beforeOn", { value: change.before, date: change.beforeOn })
            : t("figure.before", { value: change.before })}
        </p>
      ) : null}
      <p className={classes.period}>{period}</p>
      {note ? <div className={classes.note}>{note}</div> : null}
    </div>
  );
}

/** Figures side by side, all of one height; `columns` where a row of them is a sum and must not break elsewhere. */
export function FigureRow({ children, columns }: { children: ReactNode; columns?: 3 | 4 }) {
  return (
    <div className={classes.row} data-columns={columns}>
      {children}
    </div>
  );
}
