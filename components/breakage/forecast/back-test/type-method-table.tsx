import Link from "next/link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Section } from "@/components/ui/section";
import { type Address, hrefWith, readAddress } from "@/lib/address";
import type { BacktestReport } from "@/lib/breakage/forecast/backtest-report";
import { candidates } from "@/lib/breakage/forecast/constants";
import type { TypeName } from "@/lib/breakage/forecast/queries/type-names";
import { measureParams } from "@/lib/breakage/forecast-view/schema";
import {
  measureOf,
  type TypeMethodMeasure,
  type TypeMethodRow,
  typeMethodMeasures,
  typeMethodRows,
} from "@/lib/breakage/forecast-view/type-methods";
import { typeHref } from "@/lib/breakage/forecast-view/type-path";
import { formatChange, formatCount, formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-detail";
import classes from "./back-test.module.css";
import { backTestPath } from "./parts-hrefs";

type Props = {
  report: Extract<BacktestReport, { status: "ok" }>;
  names: ReadonlyMap<string, TypeName>;
  version: number;
  address: Address;
  locale: Locale;
};

const MOST = 100;

const nameOf = (measure: TypeMethodMeasure) =>
  measure === "wape" || measure === "bias" || measure === "crps"
    ? t(`backTest.${measure}`)
    : t("backTest.level", { level: measure });

function noteOf(measure: TypeMethodMeasure) {
  if (measure === "wape" || measure === "bias" || measure === "crps")
    return `backTest.typeMethodsNote.${measure}` as const;
  return "backTest.typeMethodsNote.range" as const;
}

/** Which method would have done best for which card type. */
export function TypeMethodTable({ report, names, version, address, locale }: Props) {
  const { measure } = readAddress(measureParams, address);
  const rows = typeMethodRows(report, measure);
  if (rows.length === 0) return null;
  const columns: Column<TypeMethodRow>[] = [
    {
      key: "type",
      title: t("backTest.type"),
      cell: ({ type }) => (
        <Link href={typeHref(type, address, version)} prefetch={false}>
          {names.get(type)?.name ?? type}
        </Link>
      ),
    },
    ...candidates.map((method, i) => ({
      key: method,
      title: t(`forecast.method.${method}`),
      numeric: true,
      cell: ({ cells, best }: TypeMethodRow) => {
        const cell = cells[i];
        const value = cell ? measureOf(cell, measure) : null;
        const text = measure === "bias" ? formatChange(value, locale) : formatRate(value, locale);
        return best === method ? <strong>{text}</strong> : text;
      },
    })),
  ];
  return (
    <Section
      title={t("backTest.typeMethods")}
      note={t(noteOf(measure))}
      actions={
        <>
          <LinkTabs
            label={t("backTest.measure")}
            tabs={typeMethodMeasures.map((value) => ({
              key: value,
              label: nameOf(value),
              href: hrefWith(backTestPath, address, { measure: value === "wape" ? null : value }),
              isCurrent: value === measure,
            }))}
          />
          <ExportMenu table="forecast-back-test-type-methods" count={rows.length * candidates.length} locale={locale} />
        </>
      }
      flush
    >
      <DataTable
        caption={t("backTest.typeMethods")}
        columns={columns}
        rows={rows.slice(0, MOST)}
        rowKey={({ type }) => type}
        isBroad
        empty={null}
        after={
          rows.length > MOST ? (
            <p className={classes.foot}>
              {t("backTest.typesCut", { shown: MOST, all: formatCount(rows.length, locale) })}
            </p>
          ) : null
        }
      />
    </Section>
  );
}
