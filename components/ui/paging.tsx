import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import Link from "next/link";
import { formatCount, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/screens";
import classes from "./paging.module.css";

type Props = {
  from: number;
  to: number;
  total: number | bigint;
  previousHref: string | null;
  nextHref: string | null;
  locale: Locale;
};

/** Where one is in a long list, and the way on. Both ends stay drawn, so that the buttons never move. */
export function Paging({ from, to, total, previousHref, nextHref, locale }: Props) {
  const count = formatCount(total, locale);
  return (
    <nav className={classes.paging} aria-label={t("table.pages")} data-print="no">
      <span className="numeric">
        {t("table.rows", { from: formatCount(from, locale), to: formatCount(to, locale), total: count })}
      </span>
      <span className={classes.steps}>
        <Step href={previousHref} label={t("table.previous")} icon={<IconChevronLeft size={16} stroke={1.8} />} />
        <Step href={nextHref} label={t("table.next")} icon={<IconChevronRight size={16} stroke={1.8} />} />
      </span>
    </nav>
  );
}

function Step({ href, label, icon }: { href: string | null; label: string; icon: React.ReactNode }) {
  if (href === null) return <span className={classes.off}>{icon}</span>;
  return (
    <Link className={classes.step} href={href} aria-label={label} title={label} prefetch={false}>
      {icon}
    </Link>
  );
}
