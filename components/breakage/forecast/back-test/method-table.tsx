import { type Column, DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import type { BacktestReport } from "@/lib/breakage/forecast/backtest-report";
import type { Choice } from "@/lib/breakage/forecast/choice";
import { type MethodScoreRow, methodScoreRows } from "@/lib/breakage/forecast-view/method-scores";
import { formatChange, formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-detail";
import classes from "./back-test.module.css";
import { errorHint } from "./error-hint";
import { rangeColumns } from "./range-columns";

type Props = { choice: Choice; report: Extract<BacktestReport, { status: "ok" }>; locale: Locale };

const LEVELS = [0.8, 0.9, 0.95] as const;

/** Every method on the same cards, the three baselines among them, and the ranges that each would have had. */
export function MethodTable({ choice, report, locale }: Props) {
  const rows = methodScoreRows(choice, report);
  const hasRanges = rows.some(({ range }) => range !== null);
  const columns: Column<MethodScoreRow>[] = [
    {
      key: "method",
      title: t("backTest.method"),
      cell: ({ method, isChosen, isBaseline }) => (
        <>
          {t(`forecast.method.${method}`)}{" "}
          {isChosen ? (
            <span className={classes.tag} data-used="">
              {t("backTest.chosen")}
            </span>
          ) : null}
          {isBaseline ? <span className={classes.tag}>{t("backTest.baseline")}</span> : null}
        </>
      ),
    },
    {
      key: "wape",
      title: t("backTest.wape"),
      numeric: true,
      hint: errorHint("wape"),
      cell: ({ wape }) => formatRate(wape, locale),
    },
    {
      key: "bias",
      title: t("backTest.bias"),
      numeric: true,
      wide: true,
      hint: errorHint("bias"),
      cell: ({ bias }) => formatChange(bias, locale),
    },
    {
      key: "young",
      title: t("backTest.young"),
      numeric: true,
      wide: true,
      hint: errorHint("young"),
      cell: ({ youngSumsWape }) => formatRate(youngSumsWape, locale),
    },
    {
      key: "skill",
      title: t("backTest.skill"),
      numeric: true,
      hint: errorHint("skill"),
      cell: ({ skill }) => formatChange(skill, locale),
    },
    ...rangeColumns(LEVELS, locale),
  ];
  return (
    <Section
      title={t("backTest.methods")}
      note={t("backTest.methodsNote", { cuts: choice.cuts.length })}
      actions={<ExportMenu table="forecast-back-test-methods" count={rows.length} locale={locale} />}
      flush
    >
      <DataTable
        caption={t("backTest.methods")}
        columns={columns}
        rows={rows}
        rowKey={({ method }) => method}
        isCurrent={({ isChosen }) => isChosen}
        isBroad
        empty={null}
        after={<p className={classes.foot}>{t(hasRanges ? "backTest.methodRanges" : "backTest.methodRanges.none")}</p>}
      />
    </Section>
  );
}
