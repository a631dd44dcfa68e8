import { Button, SegmentedControl } from "@mantine/core";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useMemo } from "react";
import { Section } from "@/components/ui/section";
import { formatFactor, formatVariance } from "@/lib/breakage/triangle-view/figure-format";
import { heatTable } from "@/lib/breakage/triangle-view/heat-table";
import { linkHeat } from "@/lib/breakage/triangle-view/link-heat";
import { basisOf, type MethodRow, usesLinks } from "@/lib/breakage/triangle-view/method-rows";
import { linkNames, type OwnTriangle, stepFrom, triangleOn } from "@/lib/breakage/triangle-view/own-triangle";
import { linkName, problemWords } from "@/lib/breakage/triangle-view/row-words";
import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-triangle";
import { heatShows, TriangleHeat } from "../triangle-heat";
import classes from "./own-triangle.module.css";
import type { useLeftOut } from "./use-left-out";

type Props = {
  own: OwnTriangle;
  /** The method that is looked at; without one the triangle is still worth a look. */
  row: Extract<MethodRow, { ok: true }> | null;
  links: ReturnType<typeof useLeftOut>;
  amount: (value: number | null) => string;
  locale: Locale;
};

/** The triangle as the chosen method sees it, with its links to be left out. */
export function LinkSection({ own, row, links, amount, locale }: Props) {
  const [shows, setShows] = useQueryState("links", parseAsStringLiteral(heatShows).withDefault("amounts"));
  const { leftOut } = links;
  const wanted = row ? basisOf(row.method) : "amounts";
  const basis = triangleOn(own, wanted) ? wanted : "amounts";
  const triangle = triangleOn(own, basis) ?? own.amounts;
  const { factors } = own.options;
  const heat = useMemo(
    () => linkHeat(triangle, { ...factors, exclude: linkNames(triangle, basis, leftOut) }),
    [triangle, basis, factors, leftOut],
  );
  const isCurve = row !== null && !usesLinks(row.method);
  const tail = row && !isCurve ? tailOf(row, triangle.ages.length - 1, own) : null;
  const data = heatTable(triangle, heat, { locale, amount }, tail);
  const title = t("ownTriangle.links", { basis: t(`ownTriangle.basis.${basis}`) });
  const keys = triangle.ages.map(String);
  return (
    <Section
      title={title}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t("ownTriangle.shows")}
          value={shows}
          onChange={(value) => void setShows(value === "ratios" ? "ratios" : null)}
          data={heatShows.map((value) => ({ value, label: t(`ownTriangle.shows.${value}`) }))}
        />
      }
      flush
    >
      <div className={classes.leftOut}>
        <p className={classes.leftOutWords} aria-live="polite">
          {leftOut.length === 0
            ? t("ownTriangle.noneLeftOut")
            : t("ownTriangle.leftOutCount", {
                count: leftOut.length,
                names: leftOut.map((link) => linkName(own, link)).join(", "),
              })}
        </p>
        <div className={classes.row} data-print="no">
          {/* Not disabled but said to be: a button that was just pressed would lose the focus. */}
          <Button
            variant="default"
            size="xs"
            onClick={links.undo}
            aria-disabled={!links.canUndo}
            data-disabled={!links.canUndo || undefined}
          >
            {t("ownTriangle.undo")}
          </Button>
          <Button
            variant="default"
            size="xs"
            onClick={links.useAll}
            aria-disabled={leftOut.length === 0}
            data-disabled={leftOut.length === 0 || undefined}
          >
            {t("ownTriangle.useAll")}
          </Button>
        </div>
      </div>
      {heat.problems.length > 0 ? (
        <ul className={classes.remarks} aria-label={t("ownTriangle.noFactors")}>
          {problemWords(heat.problems, own).map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      ) : null}
      <TriangleHeat
        caption={title}
        data={data}
        shows={shows}
        onToggle={({ row: origin, column }) =>
          links.toggle({ origin, step: stepFrom(basis, keys.indexOf(column) - 1) })
        }
      />
      {isCurve ? <CurveFigures row={row} locale={locale} /> : null}
    </Section>
  );
}

/** A method with a tail has one factor more than the triangle has steps. */
function tailOf(row: Extract<MethodRow, { ok: true }>, steps: number, own: OwnTriangle) {
  const [factor, sigmaSquared] = [row.factors[steps], row.sigmaSquared[steps]];
  if (factor === undefined || sigmaSquared === undefined) return null;
  const standardError = basisOf(row.method) === "amounts" ? (own.options.tail?.standardError ?? null) : null;
  return { factor, sigmaSquared, standardError };
}

function CurveFigures({ row, locale }: { row: Extract<MethodRow, { ok: true }>; locale: Locale }) {
  const factors = row.factors.map((factor) => formatFactor(factor, locale)).join("  ");
  return (
    <ul className={classes.remarks}>
      <li>{t("ownTriangle.linksCurve")}</li>
      <li className="numeric">
        {t("ownTriangle.curveFactors")}: {factors}
      </li>
      <li className="numeric">
        {t("ownTriangle.dispersion", { value: formatVariance(row.sigmaSquared[0] ?? 0, locale) })}
      </li>
    </ul>
  );
}
