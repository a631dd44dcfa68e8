import Link from "next/link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import type { Address } from "@/lib/address";
import type { BacktestReport } from "@/lib/breakage/forecast/backtest-report";
import { levels } from "@/lib/breakage/forecast/constants";
import type { PointScore } from "@/lib/breakage/forecast/scores";
import { type CoverageRow, coverageRows, uncalibratedSentence } from "@/lib/breakage/forecast-view/calibration-view";
import type { KeptSummary } from "@/lib/breakage/forecast-view/kept-summary";
import { formatChange, formatCount, formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-detail";
import classes from "./back-test.module.css";
import { errorHint } from "./error-hint";
import { agePartsHref } from "./parts-hrefs";

type Ok = Extract<BacktestReport, { status: "ok" }>;
type Props = {
  report: Pick<Ok, "shown" | "cuts">;
  calibration: KeptSummary["calibration"];
  address: Address;
  locale: Locale;
};
type Row = CoverageRow & { readonly point: PointScore };

/** Error and coverage by the age the cards had at the past month end, then of sums. */
export function AgeTable({ report, calibration, address, locale }: Props) {
  const { shown, cuts } = report;
  const hasParts = cuts.some(({ byAge }) => byAge);
  const points = [...shown.byAge.map(({ point }) => point), shown.types.point, shown.totals.point];
  const rows = coverageRows(report).flatMap((row, i): Row[] => {
    const point = points[i];
    return point ? [{ ...row, point }] : [];
  });
  const columns: Column<Row>[] = [
    {
      key: "of",
      title: t("backTest.age"),
      cell: ({ of }) =>
        hasParts ? (
          <Link href={agePartsHref(address, of)} prefetch={false}>
            {t(`backTest.age.${of}`)}
          </Link>
        ) : (
          t(`backTest.age.${of}`)
        ),
    },
    {
      key: "outcomes",
      title: t("backTest.outcomes"),
      numeric: true,
      wide: true,
      cell: ({ point }) => formatCount(point.outcomes, locale),
    },
    {
      key: "wape",
      title: t("backTest.wape"),
      numeric: true,
      hint: errorHint("wape"),
      cell: ({ point }) => formatRate(point.wape, locale),
    },
    {
      key: "bias",
      title: t("backTest.bias"),
      numeric: true,
      hint: errorHint("bias"),
      cell: ({ point }) => formatChange(point.bias, locale),
    },
    ...levels.map((level, i) => ({
      key: String(level),
      title: t("backTest.level", { level: 100 * level }),
      numeric: true,
      wide: level !== 0.9,
      cell: ({ shares }: Row) => formatRate(shares[i] ?? null, locale),
    })),
    {
      key: "crps",
      title: t("backTest.crps"),
      numeric: true,
      wide: true,
      hint: errorHint("crps"),
      cell: ({ crps }) => formatRate(crps, locale),
    },
    {
      key: "verdict",
      title: t("backTest.judged"),
      cell: ({ verdict }) => (
        <span className={classes.judged} data-verdict={verdict ?? "none"}>
          {t(`backTest.judged.${verdict ?? "noRange"}`)}
        </span>
      ),
    },
  ];
  return (
    <Section title={t("backTest.ages")} note={t("backTest.agesNote")} flush>
      <DataTable
        caption={t("backTest.ages")}
        columns={columns}
        rows={rows}
        rowKey={({ of }) => of}
        isBroad
        empty={null}
        after={
          <p className={classes.foot}>
            {t("backTest.coverageNote")} {uncalibratedSentence(calibration, locale)}
          </p>
        }
      />
    </Section>
  );
}
