import { IconArrowBarToLeft, IconChevronRight } from "@tabler/icons-react";
import Link from "next/link";
import { t } from "@/lib/messages/screens";
import classes from "./paging.module.css";

type Props = {
  /** How many the page shows and how many there are, in words. */
  count: string;
  /** Null on the first page. */
  firstHref: string | null;
  /** Null on the last page. */
  nextHref: string | null;
};

/** A list that is walked forwards, so that rows added meanwhile shift nothing. Back is the browser's own Back. */
export function CursorPaging({ count, firstHref, nextHref }: Props) {
  return (
    <nav className={classes.paging} aria-label={t("table.pages")} data-print="no">
      <span className="numeric">{count}</span>
      <span className={classes.steps}>
        {firstHref === null ? null : (
          <Link
            className={classes.step}
            href={firstHref}
            aria-label={t("table.first")}
            title={t("table.first")}
            prefetch={false}
          >
            <IconArrowBarToLeft size={16} stroke={1.8} aria-hidden />
          </Link>
        )}
        {nextHref === null ? null : (
          <Link className={classes.wideStep} href={nextHref} prefetch={false} rel="next">
            {t("table.next")}
            <IconChevronRight size={16} stroke={1.8} aria-hidden />
          </Link>
        )}
      </span>
    </nav>
  );
}
