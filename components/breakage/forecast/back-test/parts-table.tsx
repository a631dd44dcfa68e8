import Link from "next/link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import type { Address } from "@/lib/address";
import type { TypeName } from "@/lib/breakage/forecast/queries/type-names";
import { type PointScore, pointScore } from "@/lib/breakage/forecast/scores";
import { wholeMinor } from "@/lib/breakage/forecast-view/amounts";
import type { BackTestParts } from "@/lib/breakage/forecast-view/back-test-parts";
import { monthEnd } from "@/lib/breakage/forecast-view/month-end";
import { typeHref } from "@/lib/breakage/forecast-view/type-path";
import { formatAmount, formatChange, formatCount, formatDate, formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/message";
import { cutPartsHref } from "./parts-hrefs";

type Props = {
  parts: BackTestParts;
  names: ReadonlyMap<string, TypeName>;
  version: number;
  currency: string;
  address: Address;
  locale: Locale;
};
type Row = { readonly key: string; readonly name: string; readonly href: string; readonly score: PointScore };

/** One figure of the back-test taken apart: the foot is the figure. */
export function PartsTable({ parts, names, version, currency, address, locale }: Props) {
  const typeName = (code: string) => names.get(code)?.name ?? code;
  const rows: Row[] =
    parts.of === "cut"
      ? parts.rows.map(({ type, score }) => ({
          key: type,
          name: typeName(type),
          href: typeHref(type, address, version),
          score,
        }))
      : parts.rows.map(({ cut, score }) => ({
          key: String(cut.cut),
          name: formatDate(monthEnd(cut.cut), locale),
          href: cutPartsHref(address, monthEnd(cut.cut)),
          score,
        }));
  const of = parts.of === "cut" ? formatDate(monthEnd(parts.cut.cut), locale) : typeName(parts.type);
  const total = parts.of === "cut" ? parts.cut.score : summed(rows);
  const amount = (value: number) => formatAmount(wholeMinor(value), currency, locale);
  const columns: Column<Row>[] = [
    {
      key: "name",
      title: t(parts.of === "cut" ? "backTest.type" : "backTest.cut"),
      cell: ({ name, href }) => (
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
    },
  ];
  const title = t(`backTest.parts.${parts.of}`, { name: of });
  return (
    <Section title={title} note={t("backTest.partsNote", { currency })} flush>
      <DataTable caption={title} columns={columns} rows={rows} rowKey={({ key }) => key} empty={null} />
    </Section>
  );
}

const summed = (rows: readonly Row[]) => pointScore(rows.map(({ score }) => score));
