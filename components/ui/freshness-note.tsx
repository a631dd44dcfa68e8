"use client";

import { useEffect, useState } from "react";
import { formatDate, formatInstant, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/shell";
import classes from "./freshness-note.module.css";

type Props = {
  dataUntil: string | null;
  /** When data last came in; null before the first import. */
  loadedAt: Date | null;
  computedAt: Date;
  timeZone: string;
  locale: Locale;
};

/** A page left open for longer than this shows figures that may have moved. */
const staleAfterMs = 15 * 60_000;

/** How far the data reach, when they came, and when this was computed. Turns amber by its own age, without a reload. */
export function FreshnessNote({ dataUntil, loadedAt, computedAt, timeZone, locale }: Props) {
  const [isStale, setStale] = useState(false);
  const computed = computedAt.getTime();
  useEffect(() => {
    const look = () => setStale(Date.now() - computed > staleAfterMs);
    look();
    const timer = setInterval(look, 30_000);
    return () => clearInterval(timer);
  }, [computed]);
  const parts = [
    dataUntil ? t("fresh.until", { date: formatDate(dataUntil, locale) }) : t("asOf.noData"),
    loadedAt ? t("fresh.loaded", { when: formatInstant(loadedAt, timeZone, locale) }) : "",
    t("fresh.computed", { when: formatInstant(computedAt, timeZone, locale) }),
  ];
  return (
    <p className={classes.note} data-stale={isStale || undefined} aria-live="polite">
      {parts.filter(Boolean).join(" · ")}
      {isStale ? ` · ${t("fresh.stale")}` : ""}
    </p>
  );
}
