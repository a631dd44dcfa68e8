import Link from "next/link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import type { Address } from "@/lib/address";
import type { BacktestReport } from "@/lib/breakage/forecast/backtest-report";
import { wholeMinor } from "@/lib/breakage/forecast-view/amounts";
import { usedAverages } from "@/lib/breakage/forecast-view/method-scores";
import { formatAmount, formatChange, formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-detail";
import classes from "./back-test.module.css";
import { errorHint } from "./error-hint";
import { monthsPartsHref } from "./parts-hrefs";

type Ok = Extract<BacktestReport, { status: "ok" }>;
type Props = { report: Pick<Ok, "shown" | "cuts">; currency: string; address: Address; locale: Locale };
type Row = Ok["shown"]["redemptions"][number];

/** Redemptions of the next 1, 3, 6 and 12 months: the timing, not only the end. */
export function RedemptionTable({ report, currency, address, locale }: Props) {
  const hasParts = report.cuts.some(({ redemptions }) => redemptions);
  const nameOf = ({ months, point }: Row) =>
    hasParts && point.outcomes > 0 ? (
      <Link href={monthsPartsHref(address, months)} prefetch={false}>
        {months}
      </Link>
    ) : (
      months
    );
  const amount = (value: number) => formatAmount(wholeMinor(value), currency, locale);
  const columns: Column<Row>[] = [
    { key: "months", title: t("backTest.months"), cell: nameOf },
    { key: "expected", title: t("backTest.expected"), numeric: true, cell: ({ point }) => amount(point.expected) },
    { key: "actual", title: t("backTest.actual"), numeric: true, cell: ({ point }) => amount(point.actual) },
    {
      key: "bias",
      title: t("backTest.bias"),
      numeric: true,
      hint: errorHint("bias"),
      cell: ({ point }) => formatChange(point.bias, locale),
    },
    {
      key: "wape",
      title: t("backTest.wape"),
      numeric: true,
      wide: true,
      hint: errorHint("wape"),
      cell: ({ point }) => formatRate(point.wape, locale),
    },
  ];
  return (
    <Section title={t("backTest.redemptions")} note={t("backTest.redemptionsNote", { currency })} flush>
      <DataTable
        caption={t("backTest.redemptions")}
        columns={columns}
        rows={report.shown.redemptions}
        rowKey={({ months }) => String(months)}
        empty={null}
        after={usedAverages(report) ? <p className={classes.foot}>{t("backTest.redemptions.average")}</p> : null}
      />
    </Section>
  );
}
