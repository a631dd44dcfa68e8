"use client";

import { parseAsStringLiteral, useQueryState } from "nuqs";
import { type ReactNode, useMemo } from "react";
import { useChoice } from "@/components/layout/use-choice";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import { assumptionsOf, assumptionWords } from "@/lib/breakage/forecast-view/assumption-words";
import { cellSentence } from "@/lib/breakage/forecast-view/cell-words";
import { countCellKinds, countHeatTable } from "@/lib/breakage/forecast-view/count-heat-view";
import type { CountTriangle } from "@/lib/breakage/forecast-view/count-triangle";
import { type CutTriangle, cutMeasures } from "@/lib/breakage/forecast-view/cut-triangle";
import { cellKinds, triangleHeat } from "@/lib/breakage/forecast-view/triangle-heat-view";
import { type TypeTriangle, trianglePeriods } from "@/lib/breakage/forecast-view/type-triangle";
import type { HeatTableData } from "@/lib/breakage/triangle-view/heat-table";
import type { Locale } from "@/lib/format";
import { forecastDetailMessages } from "@/lib/messages/forecast-detail";
import { forecastTriangleMessages } from "@/lib/messages/forecast-triangle";
import { words } from "@/lib/messages/message";
import { TriangleHeat } from "../triangle-heat";
import { TriangleAssumptions, TriangleProblems } from "../triangle-remarks";
import { Choices } from "../type/choices";
import classes from "../type/type.module.css";

const t = words(forecastDetailMessages, forecastTriangleMessages);

type Props = { shown: CutTriangle; title: string; behind: ReactNode; currency: string; locale: Locale };

/** The triangle of a cut as a heat table. It is only read: what is left out is said type by type. */
export function CutHeat({ shown, ...props }: Props) {
  if (shown.measure === "open") return shown.of && <Value {...props} shown={shown} of={shown.of} />;
  return shown.of && <Numbers {...props} shown={shown} of={shown.of} />;
}

const ALL = { leftOut: [], tail: "carried", factors: [] } as const;

function Value({ of, ...props }: Props & { of: TypeTriangle }) {
  const { shown, currency, locale } = props;
  const [cells, setCells] = useQueryState("cells", parseAsStringLiteral(cellKinds).withDefault("open"));
  const heat = useMemo(() => triangleHeat(of, { ...ALL, cells, currency, locale }), [of, cells, currency, locale]);
  const assumptions = useMemo(() => assumptionWords(assumptionsOf(of, []), locale), [of, locale]);
  return (
    <Frame
      {...props}
      heat={heat}
      isRatios={cells === "ratios"}
      says={cellSentence({ measure: "open", cells, currency }, shown.period)}
      choice={
        <Choices
          label={t("typeTriangle.cells")}
          value={cells}
          options={cellKinds.map((value) => ({ value, label: t(`typeTriangle.cells.${value}`) }))}
          onChange={(value) => void setCells(value === "open" ? null : value)}
        />
      }
    >
      <TriangleAssumptions assumptions={assumptions} />
    </Frame>
  );
}

function Numbers({ of, ...props }: Props & { of: CountTriangle }) {
  const { shown, locale } = props;
  const [cells, setCells] = useQueryState("cells", parseAsStringLiteral(countCellKinds).withDefault("redeemed"));
  const heat = useMemo(() => countHeatTable(of, cells, locale), [of, cells, locale]);
  return (
    <Frame
      {...props}
      heat={heat}
      isRatios={cells === "ratios"}
      says={cellSentence({ measure: "redemptions", cells }, shown.period)}
      choice={
        <Choices
          label={t("typeTriangle.cells")}
          value={cells}
          options={countCellKinds.map((value) => ({ value, label: t(`cutTriangle.cells.${value}`) }))}
          onChange={(value) => void setCells(value === "redeemed" ? null : value)}
        />
      }
    />
  );
}

type FrameProps = Omit<Props, "currency"> & {
  heat: HeatTableData & { readonly problems: readonly string[] };
  isRatios: boolean;
  /** What a cell is. */
  says: string;
  /** What cells show. */
  choice: ReactNode;
  children?: ReactNode;
};

function Frame({ shown, title, behind, heat, isRatios, says, choice, children, locale }: FrameProps) {
  // The usual period of one is not that of the other, and what cells show is not the same.
  const measure = useChoice(shown.measure, (next) => ({
    measure: next === "open" ? null : next,
    period: null,
    cells: null,
  }));
  const period = useChoice(shown.period, (next) => ({ period: next === shown.usual ? null : next }));
  return (
    <Section title={title} actions={<ExportMenu table="forecast-cut-triangle" locale={locale} />} flush>
      <div className={classes.bar} data-print="no" aria-busy={measure.pending || period.pending}>
        <Choices
          label={t("cutTriangle.measure")}
          value={measure.chosen}
          options={cutMeasures.map((value) => ({ value, label: t(`cutTriangle.measure.${value}`) }))}
          onChange={measure.choose}
        />
        <Choices
          label={t("typeTriangle.period")}
          value={period.chosen}
          options={trianglePeriods.map((value) => ({ value, label: t(`typeTriangle.period.${value}`) }))}
          onChange={period.choose}
        />
        {choice}
      </div>
      <p className={classes.bar}>
        <span className={classes.words}>
          {says} {behind}
        </span>
      </p>
      <TriangleProblems problems={heat.problems} />
      <TriangleHeat caption={title} data={heat} shows={isRatios ? "ratios" : "amounts"} />
      {children}
    </Section>
  );
}
