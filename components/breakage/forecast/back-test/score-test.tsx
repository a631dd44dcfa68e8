import { CurveChart } from "@/components/charts/curve-chart";
import { type Column, DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import type { PastCheck } from "@/lib/breakage/card-score/past-scores";
import {
  type ReliabilityRow,
  reliabilityPoints,
  reliabilityRows,
  reliabilitySentence,
  reliabilityTicks,
} from "@/lib/breakage/card-score/score-test";
import { firstDayOf } from "@/lib/breakage/forecast/months";
import { endOfMonth } from "@/lib/dates";
import { formatChange, formatCount, formatDate, formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/card-score";
import classes from "./back-test.module.css";

type Props = { past: PastCheck | null; locale: Locale };

/** Whether what past scores said of single cards came true: a picture, and the table of tenths. */
export function ScoreTest({ past, locale }: Props) {
  if (past?.status !== "ok" || !past.shown.untouched) {
    return (
      <Section title={t("scoreTest.title")} flush>
        <EmptyState title={t("scoreTest.none.title")}>
          {t(`scoreTest.none.${past ? "too-little-history" : "not-scored"}`)}
        </EmptyState>
      </Section>
    );
  }
  const { cuts, shown } = past;
  const date = formatDate(endOfMonth(firstDayOf(cuts.second)), locale);
  const note = t("scoreTest.note", { date, months: cuts.horizon });
  return (
    <>
      <CurveChart
        id="scores"
        title={t("scoreTest.title")}
        note={note}
        summary={reliabilitySentence(past.shown.untouched, locale)}
        points={reliabilityPoints(past.shown.untouched, locale)}
        series={[
          { key: "told", label: t("scoreTest.promised") },
          { key: "came", label: t("scoreTest.observed") },
        ]}
        unit={{ kind: "rate" }}
        locale={locale}
        pointName={t("scoreTest.axis")}
        ticks={reliabilityTicks(past.shown.untouched, locale)}
      />
      <Tenths rows={reliabilityRows(shown)} locale={locale}>
        {[
          t(shown.corrected ? "scoreTest.corrected" : "scoreTest.plain"),
          shown.leftBias === null ? "" : t("scoreTest.left", { bias: formatChange(shown.leftBias, locale) }),
          t("scoreTest.allCurrencies"),
        ]
          .filter(Boolean)
          .join(" ")}
      </Tenths>
    </>
  );
}

function Tenths({ rows, locale, children }: { rows: readonly ReliabilityRow[]; locale: Locale; children: string }) {
  const columns: Column<ReliabilityRow>[] = [
    { key: "outcome", title: t("scoreTest.outcome"), cell: ({ outcome }) => t(`scoreTest.${outcome}`) },
    { key: "tenth", title: t("scoreTest.tenth"), cell: ({ tenth }) => tenth ?? t("scoreTest.all") },
    { key: "cards", title: t("scoreTest.cards"), numeric: true, cell: ({ cards }) => formatCount(cards, locale) },
    { key: "told", title: t("scoreTest.told"), numeric: true, cell: ({ told }) => formatRate(told, locale) },
    { key: "came", title: t("scoreTest.observed"), numeric: true, cell: ({ came }) => formatRate(came, locale) },
  ];
  return (
    <Section
      title={t("scoreTest.table")}
      note={t("scoreTest.tableNote")}
      actions={<ExportMenu table="forecast-back-test-scores" count={rows.length} locale={locale} />}
      flush
    >
      <DataTable
        caption={t("scoreTest.table")}
        columns={columns}
        rows={rows}
        rowKey={({ outcome, tenth }) => `${outcome} ${tenth}`}
        empty={null}
        after={<p className={classes.foot}>{children}</p>}
      />
    </Section>
  );
}
