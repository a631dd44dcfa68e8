import Link from "next/link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import type { Address } from "@/lib/address";
import type { CutReport } from "@/lib/breakage/forecast/backtest-report";
import { firstDayOf } from "@/lib/breakage/forecast/months";
import type { TypeName } from "@/lib/breakage/forecast/queries/type-names";
import type { PointScore } from "@/lib/breakage/forecast/scores";
import { wholeMinor } from "@/lib/breakage/forecast-view/amounts";
import type { BackTestParts } from "@/lib/breakage/forecast-view/back-test-parts";
import { monthEnd } from "@/lib/breakage/forecast-view/month-end";
import { typeHref } from "@/lib/breakage/forecast-view/type-path";
import {
  formatAmount,
  formatChange,
  formatCount,
  formatDate,
  formatMonth,
  formatRate,
  type Locale,
} from "@/lib/format";
import { t } from "@/lib/messages/forecast-detail";
import { cutPartsHref } from "./parts-hrefs";

type Props = {
  parts: BackTestParts;
  names: ReadonlyMap<string, TypeName>;
  version: number;
  currency: string;
  address: Address;
  locale: Locale;
};
type Row = { readonly key: string; readonly name: string; readonly href: string | null; readonly score: PointScore };

/** One figure of the back-test taken apart: the foot is the figure. */
export function PartsTable({ parts, names, version, currency, address, locale }: Props) {
  const typeName = (code: string) => names.get(code)?.name ?? code;
  const { total } = parts;
  const rows = rowsOf(parts, { typeName, version, address, locale });
  const amount = (value: number) => formatAmount(wholeMinor(value), currency, locale);
  const columns: Column<Row>[] = [
    {
      key: "name",
      title: t(
        parts.of === "cut" ? "backTest.type" : parts.of === "sold" ? "backTest.issue.saleMonth" : "backTest.cut",
      ),
      cell: ({ name, href }) =>
        href === null ? (
          name
        ) : (
          <Link href={href} prefetch={false}>
            {name}
          </Link>
        ),
    },
    {
      key: "outcomes",
      title: t("backTest.outcomes"),
      numeric: true,
      cell: ({ score }) => formatCount(score.outcomes, locale),
      foot: formatCount(total.outcomes, locale),
    },
    {
      key: "expected",
      title: t("backTest.expected"),
      numeric: true,
      cell: ({ score }) => amount(score.expected),
      foot: amount(total.expected),
    },
    {
      key: "actual",
      title: t("backTest.actual"),
      numeric: true,
      cell: ({ score }) => amount(score.actual),
      foot: amount(total.actual),
    },
    {
      key: "bias",
      title: t("backTest.bias"),
      numeric: true,
      wide: true,
      cell: ({ score }) => formatChange(score.bias, locale),
      foot: formatChange(total.bias, locale),
    },
    {
      key: "wape",
      title: t("backTest.wape"),
      numeric: true,
      wide: true,
      cell: ({ score }) => formatRate(score.wape, locale),
      foot: formatRate(total.wape, locale),
    },
  ];
  const title = titleOf(parts, typeName, locale);
  return (
    <Section title={title} note={t("backTest.partsNote", { currency })} flush>
      <DataTable caption={title} columns={columns} rows={rows} rowKey={({ key }) => key} empty={null} />
    </Section>
  );
}

type Said = {
  readonly typeName: (code: string) => string;
  readonly version: number;
  readonly address: Address;
  readonly locale: Locale;
};

function rowsOf(parts: BackTestParts, { typeName, version, address, locale }: Said): Row[] {
  switch (parts.of) {
    case "cut":
      return parts.rows.map(({ type, score }) => {
        return { key: type, name: typeName(type), href: typeHref(type, address, version), score };
      });
    case "sold":
      return parts.rows.map(({ sold, score }) => {
        return { key: String(sold), name: formatMonth(firstDayOf(sold), locale), href: null, score };
      });
    default:
      return parts.rows.map(({ cut, score }) => {
        const day = monthEnd(cut.cut);
        return { key: day, name: formatDate(day, locale), href: partsOfRow(parts, cut, address), score };
      });
  }
}

/** What a past month's end of a figure is made of: of redemptions nothing more is kept. */
function partsOfRow(parts: BackTestParts, { cut, bySale }: CutReport, address: Address): string | null {
  if (parts.of === "months") return null;
  if (parts.of !== "ages" || parts.ages === "types" || parts.ages === "totals")
    return cutPartsHref(address, monthEnd(cut));
  return bySale ? cutPartsHref(address, monthEnd(cut), parts.ages) : null;
}

function titleOf(parts: BackTestParts, typeName: Said["typeName"], locale: Locale): string {
  switch (parts.of) {
    case "cut":
      return t("backTest.parts.cut", { name: formatDate(monthEnd(parts.cut.cut), locale) });
    case "sold":
      return t("backTest.parts.sold", {
        name: formatDate(monthEnd(parts.cut.cut), locale),
        ages: t(`backTest.parts.ages.${parts.ages}`),
      });
    case "type":
      return t("backTest.parts.type", { name: typeName(parts.type) });
    case "ages":
      return t("backTest.parts.ages", { ages: t(`backTest.parts.ages.${parts.ages}`) });
    case "months":
      return t("backTest.parts.months", { months: parts.months });
  }
}
