import Link from "next/link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Definition } from "@/components/ui/definition";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import type { Address } from "@/lib/address";
import type { CutReport } from "@/lib/breakage/forecast/backtest-report";
import { wholeMinor } from "@/lib/breakage/forecast-view/amounts";
import { knownWord } from "@/lib/breakage/forecast-view/known-words";
import { monthEnd } from "@/lib/breakage/forecast-view/month-end";
import { formatAmount, formatChange, formatDate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-detail";
import { cutPartsHref } from "./parts-hrefs";

type Props = { cuts: readonly CutReport[]; currency: string; address: Address; locale: Locale };

const hit = ({ range }: CutReport) => (range === null ? "unknown" : range.holds ? "yes" : "no");

/** The total at every past month end: what was expected, its range, what came, and whether that lay inside. */
export function CutsTable({ cuts, currency, address, locale }: Props) {
  const amount = (value: number) => formatAmount(wholeMinor(value), currency, locale);
  const columns: Column<CutReport>[] = [
    {
      key: "cut",
      title: t("backTest.cut"),
      cell: ({ cut }) => (
        <Link href={cutPartsHref(address, monthEnd(cut))} prefetch={false}>
          {formatDate(monthEnd(cut), locale)}
        </Link>
      ),
    },
    {
      key: "method",
      title: t("backTest.method"),
      wide: "very",
      cell: ({ method }) => t(`forecast.method.${method}`),
    },
    { key: "expected", title: t("backTest.expected"), numeric: true, cell: ({ score }) => amount(score.expected) },
    {
      key: "range",
      title: t("backTest.range"),
      numeric: true,
      wide: true,
      cell: ({ range }) => (range ? `${amount(range.low)} – ${amount(range.high)}` : "–"),
    },
    { key: "actual", title: t("backTest.actual"), numeric: true, cell: ({ score }) => amount(score.actual) },
    {
      key: "bias",
      title: t("backTest.bias"),
      numeric: true,
      wide: true,
      cell: ({ score }) => formatChange(score.bias, locale),
    },
    {
      key: "known",
      title: t("backTest.known"),
      wide: true,
      hint: <Definition term={t("backTest.known")}>{t("backTest.known.means")}</Definition>,
      cell: (cut) => knownWord(cut, locale),
    },
    { key: "hit", title: t("backTest.hit"), cell: (cut) => t(`backTest.hit.${hit(cut)}`) },
  ];
  return (
    <Section
      title={t("backTest.cuts")}
      note={t("backTest.cutsNote", { currency })}
      actions={<ExportMenu table="forecast-back-test-cuts" count={cuts.length} locale={locale} />}
      flush
    >
      <DataTable
        caption={t("backTest.cuts")}
        columns={columns}
        rows={cuts}
        rowKey={({ cut }) => String(cut)}
        empty={null}
      />
    </Section>
  );
}
