import { type Column, DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import { heldAgainst, JUDGED_AT, rangeAt } from "@/lib/breakage/forecast/held";
import { quarterName } from "@/lib/breakage/forecast/json";
import type { PastQuarter } from "@/lib/breakage/forecast/queries/report";
import { formatAmount, formatDate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/message";

type Props = { past: readonly PastQuarter[]; currency: string; locale: Locale };

const verdicts = { within: "fan.isWithin", outside: "fan.isOutside", unjudged: "fan.isUnjudged" } as const;

/** Forecast beside actual, of quarters that are over. Nothing where no quarter was forecast a year before. */
export function PastQuarters({ past, currency, locale }: Props) {
  if (past.length === 0) return null;
  const amount = (minor: bigint) => formatAmount(minor, currency, locale);
  const range = ({ ranges }: PastQuarter) => {
    const one = rangeAt(ranges, JUDGED_AT);
    return one ? `${amount(one.low)} – ${amount(one.high)}` : "–";
  };
  const columns: Column<PastQuarter>[] = [
    { key: "quarter", title: t("typeQuarters.quarter"), cell: ({ quarter }) => quarterName(quarter) },
    { key: "made", title: t("typePast.made"), wide: true, cell: ({ madeOn }) => formatDate(madeOn, locale) },
    { key: "expected", title: t("typeQuarters.expected"), numeric: true, cell: ({ breakage }) => amount(breakage) },
    {
      key: "range",
      title: t("typeQuarters.range", { level: 100 * JUDGED_AT }),
      numeric: true,
      wide: true,
      cell: range,
    },
    { key: "came", title: t("forecast.chart.came"), numeric: true, cell: ({ actual }) => amount(actual) },
    { key: "held", title: t("forecast.chart.verdict"), cell: (quarter) => t(verdicts[heldAgainst(quarter)]) },
  ];
  return (
    <Section title={t("typePast.title")} note={`${t("typePast.note")} · ${currency}`} flush>
      <DataTable
        caption={t("typePast.title")}
        columns={columns}
        rows={past}
        rowKey={({ quarter }) => quarter}
        empty={null}
      />
    </Section>
  );
}
