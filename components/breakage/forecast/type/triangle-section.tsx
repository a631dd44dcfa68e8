"use client";

import { parseAsString, parseAsStringLiteral, useQueryState } from "nuqs";
import { useDeferredValue, useMemo } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import type { Cohort } from "@/lib/breakage/forecast/cohort";
import type { FactorRow } from "@/lib/breakage/forecast/factor-table";
import type { Judgement } from "@/lib/breakage/forecast/judgement";
import { assumptionsOf, assumptionWords } from "@/lib/breakage/forecast-view/assumption-words";
import { cellSentence } from "@/lib/breakage/forecast-view/cell-words";
import { isWhole, judgementOf, readingOf } from "@/lib/breakage/forecast-view/judged-links";
import { linksIn, readLeftOut, toggledLink, writeLeftOut } from "@/lib/breakage/forecast-view/left-out";
import { cellKinds, triangleHeat } from "@/lib/breakage/forecast-view/triangle-heat-view";
import { endsEarly, tails } from "@/lib/breakage/forecast-view/triangle-methods";
import { trianglePeriods, typeTriangle, usualPeriod } from "@/lib/breakage/forecast-view/type-triangle";
import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-detail";
import { TriangleHeat } from "../triangle-heat";
import { TriangleAssumptions, TriangleProblems } from "../triangle-remarks";
import { Choices } from "./choices";
import { LeftOutBar } from "./left-out-bar";
import { type Said, TriangleMethods } from "./triangle-methods";
import classes from "./type.module.css";
import { UseInForecasts } from "./use-in-forecasts";

type Props = {
  code: string;
  /** As forecasts read the triangle from the next version on. */
  counts: Judgement;
  mayChoose: boolean;
  cohorts: readonly Cohort[];
  factors: readonly FactorRow[];
  cut: number;
  ultimateAge: number;
  /** Share of the value sold that all card types redeem; null where no rate is known. */
  prior: number | null;
  /** What the version says will never be redeemed, in minor units, with its 90 % range. */
  forecast: Said;
  /** The triangle of numbers, and of other card types. */
  othersHref: string;
  currency: string;
  locale: Locale;
};

/**
 * The triangle behind the figure, and what becomes of it without some of its links: at once, and only on this screen until
 * somebody has it used in forecasts.
 */
export function TriangleSection(props: Props) {
  const { code, counts, mayChoose, cohorts, factors, cut, ultimateAge, prior, forecast, othersHref, currency, locale } =
    props;
  const usual = useMemo(() => usualPeriod(cohorts, cut, ultimateAge), [cohorts, cut, ultimateAge]);
  const [period, setPeriod] = useQueryState("period", parseAsStringLiteral(trianglePeriods).withDefault(usual));
  const [cells, setCells] = useQueryState("cells", parseAsStringLiteral(cellKinds).withDefault("open"));
  const [tail, setTail] = useQueryState("tail", parseAsStringLiteral(tails).withDefault("carried"));
  const [without, setWithout] = useQueryState("without", parseAsString.withDefault(""));
  const of = useMemo(() => typeTriangle(cohorts, cut, ultimateAge, period), [cohorts, cut, ultimateAge, period]);
  const pressed = useMemo(() => (of ? linksIn(of.triangle, readLeftOut(without)) : []), [of, without]);
  const leftOut = useDeferredValue(pressed);
  const heat = useMemo(
    () => of && triangleHeat(of, { cells, leftOut, tail, factors, currency, locale }),
    [of, cells, leftOut, tail, factors, currency, locale],
  );
  const assumptions = useMemo(
    () => (of ? assumptionWords(assumptionsOf(of, leftOut), locale) : []),
    [of, leftOut, locale],
  );
  if (!of || !heat) {
    return (
      <Section title={t("typeTriangle.title")} flush>
        <EmptyState title={t("typeTriangle.title")}>{t("typeTriangle.none")}</EmptyState>
      </Section>
    );
  }
  const known = { cohorts, cut, ultimateAge };
  const shown = judgementOf(of, { leftOut, tail: endsEarly(of) ? tail : "carried" }, known);
  const reading = readingOf(of, counts, known);
  const showCounted = () => {
    void setWithout(writeLeftOut(reading.leftOut) || null);
    void setTail(reading.tail === "carried" ? null : reading.tail);
  };
  const { ages } = of.triangle;
  const toggle = (row: string, column: string) => {
    const from = ages[ages.indexOf(Number(column)) - 1];
    if (from === undefined) return;
    void setWithout(writeLeftOut(toggledLink(pressed, { origin: row, age: from })) || null);
  };
  return (
    <>
      <Section
        title={t("typeTriangle.title")}
        actions={
          <>
            <ButtonLink href={othersHref} variant="default" size="xs">
              {t("typeTriangle.others")}
            </ButtonLink>
            <ExportMenu table="forecast-type-triangle" locale={locale} />
          </>
        }
        flush
      >
        <div className={classes.bar} data-print="no">
          <Choices
            label={t("typeTriangle.period")}
            value={period}
            options={trianglePeriods.map((value) => ({ value, label: t(`typeTriangle.period.${value}`) }))}
            onChange={(value) => {
              // Links of one period are none of the other's.
              void setWithout(null);
              void setPeriod(value === usual ? null : value);
            }}
          />
          <Choices
            label={t("typeTriangle.cells")}
            value={cells}
            options={cellKinds.map((value) => ({ value, label: t(`typeTriangle.cells.${value}`) }))}
            onChange={(value) => void setCells(value === "open" ? null : value)}
          />
          {endsEarly(of) ? (
            <Choices
              label={t("typeTriangle.tail")}
              value={tail}
              options={tails.map((value) => ({
                value,
                label: t(`typeTriangle.tail.${value}`, { age: of.ultimateAge }),
              }))}
              onChange={(value) => void setTail(value === "carried" ? null : value)}
            />
          ) : (
            <span className={classes.muted}>{t("typeTriangle.tail.complete")}</span>
          )}
        </div>
        <LeftOutBar
          of={of}
          leftOut={leftOut}
          whatIf={{ tail, prior }}
          forecast={forecast.never}
          currency={currency}
          locale={locale}
          onUseAll={() => void setWithout(null)}
        />
        <UseInForecasts
          code={code}
          shown={shown}
          counts={counts}
          isShowable={isWhole(of, reading, counts, known)}
          hasFactors={heat.isUsable}
          mayChoose={mayChoose}
          locale={locale}
          onShow={showCounted}
        />
        <TriangleProblems problems={heat.problems} />
        <p className={classes.bar}>
          <span className={classes.words}>{cellSentence({ measure: "open", cells, currency }, period)}</span>
        </p>
        <TriangleHeat
          caption={t("typeTriangle.title")}
          data={heat}
          shows={cells === "ratios" ? "ratios" : "amounts"}
          onToggle={({ row, column }) => toggle(row, column)}
        />
        <TriangleAssumptions assumptions={assumptions} />
      </Section>
      <TriangleMethods
        of={of}
        whatIf={{ leftOut, tail, prior }}
        forecast={forecast}
        currency={currency}
        locale={locale}
      />
    </>
  );
}
