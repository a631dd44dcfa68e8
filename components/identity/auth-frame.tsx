import Link from "next/link";
import type { ReactNode } from "react";
import { t } from "@/lib/messages/screens";
import classes from "./auth-frame.module.css";

/** The quiet page around signing in: one task, nothing else. */
export function AuthFrame({ children }: { children: ReactNode }) {
  return (
    <div className={classes.page}>
      <header>
        <Link href="/" className={classes.mark}>
          <img src="/mark.svg" alt="" width={28} height={28} />
          {t("app.name")}
        </Link>
      </header>
      <main id="main" className={classes.card}>
        {children}
      </main>
    </div>
  );
}

export function AuthTitle({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <header className={classes.head}>
      <h1 className={classes.title}>{title}</h1>
      {children ? <p className={classes.lead}>{children}</p> : null}
    </header>
  );
}
