import classes from "./skeleton.module.css";

/** A grey block of the final size, so that nothing jumps when the content arrives. Heights in rem. */
export function Block({ height, width }: { height: number; width?: string }) {
  return <div className={classes.block} style={{ height: `${height}rem`, width }} aria-hidden />;
}
