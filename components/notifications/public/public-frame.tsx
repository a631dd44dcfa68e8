import Link from "next/link";
import type { ReactNode } from "react";
import { type Locale, locales } from "@/lib/format";
import { recipientText } from "@/lib/messages/recipient";
import classes from "./public.module.css";

type Props = { issuer: string | null; language: Locale; path: string | null; children: ReactNode };

/** The quiet page a holder sees: whose it is, one task, and the languages. */
export function PublicFrame({ issuer, language, path, children }: Props) {
  return (
    <div className={classes.page} lang={language}>
      {issuer === null ? null : <header className={classes.issuer}>{issuer}</header>}
      <main id="main" className={classes.sheet}>
        {children}
      </main>
      {path === null ? null : (
        <nav className={classes.languages} aria-label={recipientText(language, "language.choose")}>
          {locales.map((one) => (
            <Link
              key={one}
              href={`${path}?lang=${one}`}
              lang={one}
              hrefLang={one}
              aria-current={one === language ? "true" : undefined}
              prefetch={false}
            >
              {recipientText(one, "language.name")}
            </Link>
          ))}
        </nav>
      )}
    </div>
  );
}
