import type { ReactNode } from "react";
import classes from "./ingest.module.css";

/** Choices above a list, side by side where there is room. */
export function FilterRow({ children }: { children: ReactNode }) {
  return <div className={classes.tabs}>{children}</div>;
}
