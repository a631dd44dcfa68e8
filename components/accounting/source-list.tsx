import Link from "next/link";
import type { Chosen } from "@/lib/accounting/basis";
import type { MonthSources } from "@/lib/accounting/books";
import { type Address, hrefTo } from "@/lib/address";
import { formatDate, formatMonth, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/accounting-screens";
import classes from "./accounting.module.css";

type Props = { source: MonthSources; currency: string; address: Address; locale: Locale };

/** The forecasts that a month's estimates come from. */
export function SourceList({ source, currency, address, locale }: Props) {
  const { month, forecasts, escheatForecasts } = source;
  const [forecast, escheat] = [forecasts.get(currency) ?? null, escheatForecasts.get(currency) ?? null];
  return (
    <>
      <p>{t("recognition.basis", { month: formatMonth(month, locale) })}</p>
      <ul className={classes.links}>
        <li>
          <Link
            href={hrefTo("/issuer/forecast", address, forecast ? { version: String(forecast.id) } : {})}
            prefetch={false}
          >
            {nameOf(forecast, "recognition.basis.forecast", "accounting.sources.forecasts", locale)}
          </Link>
        </li>
        <li>
          <Link href={hrefTo("/issuer/escheat", address)} prefetch={false}>
            {nameOf(escheat, "recognition.basis.escheat", "accounting.sources.escheat", locale)}
          </Link>
        </li>
      </ul>
    </>
  );
}

function nameOf(
  chosen: Chosen | null,
  key: "recognition.basis.forecast" | "recognition.basis.escheat",
  none: "accounting.sources.forecasts" | "accounting.sources.escheat",
  locale: Locale,
): string {
  if (chosen === null) return `${t(none)}: ${t("recognition.basis.none")}`;
  const name = t(key, { id: chosen.id, date: formatDate(chosen.on, locale) });
  return chosen.standsIn ? `${name} (${t("recognition.basis.standsIn")})` : name;
}
