import type { ReactNode } from "react";
import classes from "./insights.module.css";

/** Two rankings beside each other, where there is room. */
export function Pair({ children }: { children: ReactNode }) {
  return <div className={classes.pair}>{children}</div>;
}
