import type { ReactNode } from "react";
import classes from "./page-header.module.css";

type Props = {
  title: string;
  /** One sentence at most: what this page answers. */
  lead?: ReactNode;
  /** Where the page hangs: a link to its parent. */
  above?: ReactNode;
  actions?: ReactNode;
  /** How fresh the figures are. */
  meta?: ReactNode;
};

export function PageHeader({ title, lead, above, actions, meta }: Props) {
  return (
    <header className={classes.header}>
      <div className={classes.words}>
        {above ? <div className={classes.above}>{above}</div> : null}
        <h1 className={classes.title}>{title}</h1>
        {lead ? <p className={classes.lead}>{lead}</p> : null}
        {meta ? <div className={classes.meta}>{meta}</div> : null}
      </div>
      {actions ? (
        <div className={classes.actions} data-print="no">
          {actions}
        </div>
      ) : null}
    </header>
  );
}
