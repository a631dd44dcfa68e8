import Link from "next/link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import type { Address } from "@/lib/address";
import type { BacktestReport } from "@/lib/breakage/forecast/backtest-report";
import type { TypeName } from "@/lib/breakage/forecast/queries/type-names";
import { wholeMinor } from "@/lib/breakage/forecast-view/amounts";
import { typeHref } from "@/lib/breakage/forecast-view/type-path";
import { formatAmount, formatChange, formatCount, formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-detail";
import classes from "./back-test.module.css";
import { errorHint } from "./error-hint";
import { typePartsHref } from "./parts-hrefs";
import { rangeColumns } from "./range-columns";

type Row = Extract<BacktestReport, { status: "ok" }>["shown"]["byType"][number];
type Props = {
  rows: readonly Row[];
  names: ReadonlyMap<string, TypeName>;
  version: number;
  currency: string;
  address: Address;
  locale: Locale;
};

const MOST = 100;

/** Where it erred: each card type over all past month ends. */
export function TypeTable({ rows, names, version, currency, address, locale }: Props) {
  const sorted = rows.toSorted((a, b) => b.point.actual - a.point.actual);
  const amount = (value: number) => formatAmount(wholeMinor(value), currency, locale);
  const columns: Column<Row>[] = [
    {
      key: "type",
      title: t("backTest.type"),
      cell: ({ type }) => (
        <>
          <Link href={typeHref(type, address, version)} prefetch={false}>
            {names.get(type)?.name ?? type}
          </Link>{" "}
          <span className={classes.code}>{type}</span>
        </>
      ),
    },
    {
      key: "outcomes",
      title: t("backTest.outcomes"),
      numeric: true,
      wide: true,
      cell: ({ type, point }) => (
        <Link href={typePartsHref(address, type)} prefetch={false}>
          {formatCount(point.outcomes, locale)}
        </Link>
      ),
    },
    {
      key: "expected",
      title: t("backTest.expected"),
      numeric: true,
      wide: true,
      cell: ({ point }) => amount(point.expected),
    },
    { key: "actual", title: t("backTest.actual"), numeric: true, cell: ({ point }) => amount(point.actual) },
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
    ...rangeColumns([0.9], locale),
  ];
  return (
    <Section
      title={t("backTest.types")}
      note={t("backTest.typesNote", { currency })}
      actions={<ExportMenu table="forecast-back-test-types" count={rows.length} locale={locale} />}
      flush
    >
      <DataTable
        caption={t("backTest.types")}
        columns={columns}
        rows={sorted.slice(0, MOST)}
        rowKey={({ type }) => type}
        empty={null}
        after={
          sorted.length > MOST ? (
            <p className={classes.foot}>
              {t("backTest.typesCut", { shown: MOST, all: formatCount(sorted.length, locale) })}
            </p>
          ) : null
        }
      />
    </Section>
  );
}
