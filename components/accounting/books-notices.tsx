import Link from "next/link";
import type { BooksNotice } from "@/lib/accounting/books-notices";
import { type Address, hrefTo } from "@/lib/address";
import { formatDate, formatMonth, formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/accounting-screens";
import classes from "./accounting.module.css";

type Props = { notices: readonly BooksNotice[]; currency: string; address: Address; locale: Locale };

const ways = {
  "no-escheat-forecast": { href: "/issuer/escheat", label: "accounting.notice.toEscheat" },
  needsCounsel: { href: "/issuer/escheat", label: "accounting.notice.toEscheat" },
  "no-method": { href: "/issuer/accounting/methods", label: "accounting.notice.toMethods" },
  "no-range": { href: "/issuer/accounting/methods", label: "accounting.notice.toMethods" },
  "no-forecast": { href: "/issuer/forecast", label: "accounting.notice.toForecast" },
} as const;

const wayOf = (kind: string) => (Object.hasOwn(ways, kind) ? ways[kind as keyof typeof ways] : null);

/** What these books leave out, and where to change that. */
export function BooksNotices({ notices, currency, address, locale }: Props) {
  if (notices.length === 0) return null;
  return (
    <ul className={classes.notices} aria-label={t("accounting.notice.title")}>
      {notices.map((notice) => {
        const way = wayOf(notice.kind);
        return (
          <li key={notice.kind}>
            {textOf(notice, currency, locale)}{" "}
            {way ? (
              <Link href={hrefTo(way.href, address)} prefetch={false}>
                {t(way.label)}
              </Link>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

function textOf(notice: BooksNotice, currency: string, locale: Locale): string {
  if (notice.kind === "needsCounsel")
    return t("accounting.notice.needsCounsel", { share: formatRate(notice.share, locale) });
  if ("count" in notice) return t(`accounting.notice.${notice.kind}`, { count: notice.count, currency });
  const dates = { month: formatMonth(notice.month, locale), date: formatDate(notice.date, locale) };
  return t(`accounting.notice.${notice.kind}`, dates);
}
