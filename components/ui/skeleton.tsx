import { t } from "@/lib/messages/screens";
import classes from "./skeleton.module.css";

/** A grey block of the final size, so that nothing jumps when the content arrives. Heights in rem. */
export function Block({ height, width }: { height: number; width?: string }) {
  return <div className={classes.block} style={{ height: `${height}rem`, width }} aria-hidden />;
}

/** The outline of a page: title, toolbar, figures, a chart and a table. */
export function PageSkeleton({ figures = 4, rows = 10 }: { figures?: number; rows?: number }) {
  return (
    <div role="status">
      <span className="visually-hidden">{t("state.loading")}</span>
      <div className={classes.head}>
        <Block height={1.75} width="14rem" />
        <Block height={1.25} width="26rem" />
      </div>
      <div className={classes.bar}>
        <Block height={2} width="17rem" />
        <Block height={2} width="8rem" />
      </div>
      {figures > 0 ? (
        <div className={classes.figures}>
          {Array.from({ length: figures }, (_, index) => (
            <Block key={index} height={6.25} />
          ))}
        </div>
      ) : null}
      <Block height={2.75 + rows * 2.25} />
    </div>
  );
}
