import type { ReactNode } from "react";
import classes from "./part-title.module.css";

/** One thing within a section of the settings: the way back, its name, what else identifies it. */
export function PartTitle({ title, above, note }: { title: string; above: ReactNode; note: string }) {
  return (
    <header className={classes.head}>
      <p className={classes.small}>{above}</p>
      <h2 className={classes.title}>{title}</h2>
      <p className={classes.small}>{note}</p>
    </header>
  );
}
