import type { ReactNode } from "react";
import { useId } from "react";
import classes from "./section.module.css";

type Props = {
  title: string;
  /** The dates or the condition the content refers to; stands beside the title and is printed with it. */
  note?: ReactNode;
  actions?: ReactNode;
  /** Tables run to the edge of the card; everything else keeps its padding. */
  flush?: boolean;
  /** Its name in an address, for links that lead to it. */
  anchor?: string;
  children: ReactNode;
};

export function Section({ title, note, actions, flush = false, anchor, children }: Props) {
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id} id={anchor}>
      <header className={classes.head}>
        <h2 id={id} className={classes.title}>
          {title}
        </h2>
        {note ? <p className={classes.note}>{note}</p> : null}
        {actions ? (
          <div className={classes.actions} data-print="no">
            {actions}
          </div>
        ) : null}
      </header>
      <div className={flush ? classes.flush : classes.body}>{children}</div>
    </section>
  );
}
