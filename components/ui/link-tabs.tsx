import Link from "next/link";
import classes from "./link-tabs.module.css";

type Tab = { key: string; label: string; href: string; isCurrent: boolean };

/** A choice among few views of the same thing. Links, because each view has its own address. */
export function LinkTabs({ label, tabs, scroll = false }: { label: string; tabs: readonly Tab[]; scroll?: boolean }) {
  return (
    <nav className={classes.tabs} aria-label={label} data-print="no">
      {tabs.map((tab) => (
        <Link
          key={tab.key}
          className={classes.tab}
          href={tab.href}
          aria-current={tab.isCurrent ? "true" : undefined}
          scroll={scroll}
          prefetch={false}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
