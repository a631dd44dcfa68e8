import { Button } from "@mantine/core";
import { IconFileTypeCsv } from "@tabler/icons-react";
import { ChartFrame } from "@/components/charts/chart-frame";
import { summariseTrend } from "@/components/charts/summary";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Definition } from "@/components/ui/definition";
import { saveCsv } from "@/components/ui/save-csv";
import { Section } from "@/components/ui/section";
import type { Calculated, CalculatedPeriod } from "@/lib/accounting/calculator";
import { calculatorTable } from "@/lib/accounting/calculator-table";
import type { RecognitionMethod } from "@/lib/accounting/constants";
import { formatAmount, formatMoney, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/accounting-screens";
import classes from "../accounting.module.css";

type Props = { value: Calculated; method: RecognitionMethod; locale: Locale };

const figures = ["revenue", "breakageRevenue", "catchUp", "liability", "escheatPayable"] as const;

/** Each period's revenue and balances: as a table, as a drawing, and in words. */
export function CalculatorResults({ value, method, locale }: Props) {
  const { currency, periods, notes } = value;
  const amount = (minor: bigint | null) => (minor === null ? "–" : formatAmount(minor, currency, locale));
  const sum = (key: (typeof figures)[number]) => periods.reduce((total, period) => total + (period[key] ?? 0n), 0n);
  const isFlow = (key: (typeof figures)[number]) => key !== "liability" && key !== "escheatPayable";
  const columns: Column<CalculatedPeriod>[] = [
    {
      key: "period",
      title: t("calculator.period"),
      cell: ({ period }) => String(period),
      foot: t("calculator.total"),
    },
    ...figures.map(
      (key): Column<CalculatedPeriod> => ({
        key,
        title: t(`accounting.${key}`),
        numeric: true,
        hint: <Definition term={t(`accounting.${key}`)}>{t(meanings[key])}</Definition>,
        cell: (period) => amount(period[key]),
        foot: isFlow(key) ? (periods.some((one) => one[key] === null) ? "–" : amount(sum(key))) : "",
      }),
    ),
  ];
  const points = periods.map((one) => ({
    key: String(one.period),
    label: String(one.period),
    values: { revenue: one.revenue, liability: one.liability, states: one.escheatPayable },
  }));
  const series = [
    { key: "revenue", label: t("calculator.revenue") },
    { key: "liability", label: t("accounting.liability") },
    { key: "states", label: t("accounting.escheatPayable") },
  ];
  const unit = { kind: "money", currency } as const;
  const money = (minor: bigint) => formatMoney(minor, currency, locale);
  return (
    <>
      <Section
        title={t("calculator.results")}
        note={currency}
        actions={
          <Button
            variant="default"
            size="xs"
            leftSection={<IconFileTypeCsv size={14} stroke={1.7} />}
            onClick={() => void saveCsv(calculatorTable(value))}
            data-print="no"
          >
            {t("export.csv")}
          </Button>
        }
        flush
      >
        <DataTable
          caption={t("calculator.results")}
          columns={columns}
          rows={periods}
          rowKey={({ period }) => String(period)}
          empty={null}
        />
        {notes.map((note) => (
          <p key={note} className={classes.foot}>
            {note}
          </p>
        ))}
      </Section>
      <ChartFrame
        id="chart"
        title={t("calculator.chart")}
        kind="bars"
        points={points}
        series={series}
        unit={unit}
        locale={locale}
        pointName={t("calculator.period")}
        summary={summariseTrend(points, series, unit, locale)}
      />
      <Section title={t("calculator.formula")}>
        <div className={classes.words}>
          <p>{t(`calculator.formula.${method}`)}</p>
          <ul className={classes.lines}>
            {periods.map(({ period, revenue, breakageRevenue, liability, escheatPayable }) => (
              <li key={String(period)}>
                {t(breakageRevenue === null ? "calculator.formula.lineUnknown" : "calculator.formula.line", {
                  period,
                  revenue: money(revenue),
                  breakage: money(breakageRevenue ?? 0n),
                  liability: money(liability),
                  states: money(escheatPayable),
                })}
              </li>
            ))}
          </ul>
        </div>
      </Section>
    </>
  );
}

const meanings = {
  revenue: "accounting.revenue.means",
  breakageRevenue: "accounting.recognised.means",
  catchUp: "accounting.catchUp.means",
  liability: "accounting.liability.means",
  escheatPayable: "accounting.escheatPayable.means",
} as const;
