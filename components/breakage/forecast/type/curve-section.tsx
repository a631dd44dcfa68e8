"use client";

import { parseAsArrayOf, parseAsString, useQueryState } from "nuqs";
import { useMemo } from "react";
import { CurveChart } from "@/components/charts/curve-chart";
import { ManySelectLoader } from "@/components/ui/many-select-loader";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import type { Cohort } from "@/lib/breakage/forecast/cohort";
import { firstDayOf } from "@/lib/breakage/forecast/months";
import {
  curvePoints,
  curveSentence,
  MOST_CURVES,
  monthsSold,
  observedCurves,
} from "@/lib/breakage/forecast-view/curve-view";
import { monthKey } from "@/lib/breakage/forecast-view/type-triangle";
import { formatMonth, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-detail";
import classes from "./type.module.css";

type Props = {
  cohorts: readonly Cohort[];
  cut: number;
  ultimateAge: number;
  /** Share redeemed by the end of each age. */
  fitted: readonly number[];
  band: { readonly low: readonly number[]; readonly high: readonly number[] } | null;
  /** Whether the figures of the page come from this curve. */
  isUsed: boolean;
  locale: Locale;
};

const TICK_MONTHS = 6;

/** What was redeemed by age, a line per year of sale or for chosen months, against the curve of the forecast. */
export function CurveSection({ cohorts, cut, ultimateAge, fitted, band, isUsed, locale }: Props) {
  const [asked, setAsked] = useQueryState("sold", parseAsArrayOf(parseAsString).withDefault([]));
  const months = useMemo(() => monthsSold(cohorts), [cohorts]);
  const chosen = useMemo(
    () => months.filter((month) => asked.includes(monthKey(month))).slice(0, MOST_CURVES),
    [months, asked],
  );
  const curves = useMemo(() => observedCurves(cohorts, chosen, cut, ultimateAge), [cohorts, chosen, cut, ultimateAge]);
  const points = useMemo(() => curvePoints(fitted, band, curves), [fitted, band, curves]);
  if (points.length === 0) {
    return (
      <Section title={t("curves.title")} flush>
        <EmptyState title={t("curves.title")}>{t("curves.empty")}</EmptyState>
      </Section>
    );
  }
  const name = (key: string, month: number | null) =>
    month === null
      ? t("curves.year", { year: key })
      : t("curves.year", { year: formatMonth(firstDayOf(month), locale) });
  return (
    <>
      <CurveChart
        id="curves"
        title={t("curves.title")}
        note={t("curves.note")}
        summary={curveSentence(fitted, band, locale)}
        points={points}
        series={[
          { key: "fitted", label: t(isUsed ? "curves.fitted" : "curves.fittedOther") },
          ...curves.map(({ key, month }) => ({ key, label: name(key, month) })),
        ]}
        band={band && { low: "low", high: "high", label: t("curves.band") }}
        unit={{ kind: "rate" }}
        locale={locale}
        pointName={t("curves.age")}
        ticks={points.filter(({ at }) => at % TICK_MONTHS === 0).map(({ at, label }) => ({ at, label }))}
      />
      <div className={classes.pick} data-print="no">
        <ManySelectLoader
          label={t("curves.pick")}
          description={t("curves.pickHint", { most: MOST_CURVES })}
          placeholder={chosen.length === 0 ? t("curves.pickNone") : undefined}
          data={months
            .toReversed()
            .map((month) => ({ value: monthKey(month), label: formatMonth(firstDayOf(month), locale) }))}
          value={chosen.map(monthKey)}
          maxValues={MOST_CURVES}
          classNames={{ inputField: classes.pickField, pill: classes.pickPill }}
          searchable
          onChange={(keys) => void setAsked(keys.length > 0 ? keys : null)}
        />
      </div>
    </>
  );
}
