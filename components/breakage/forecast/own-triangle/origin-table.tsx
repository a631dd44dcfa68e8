import { type Column, DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import type { MethodRow, OriginFigures } from "@/lib/breakage/triangle-view/method-rows";
import { methodName } from "@/lib/breakage/triangle-view/reserve-comparison";
import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-triangle";
import { figureColumns } from "./figure-columns";

type Props = {
  row: Extract<MethodRow, { ok: true }>;
  amount: (value: number | null) => string;
  locale: Locale;
};

/** One method's figures, origin by origin. */
export function OriginTable({ row: { method, total, origins }, amount, locale }: Props) {
  const title = t("ownTriangle.byOrigin", { method: methodName(method) });
  const columns: Column<OriginFigures>[] = [
    { key: "origin", title: t("ownTriangle.origin"), cell: ({ origin }) => origin },
    ...figureColumns<OriginFigures>({ figures: (row) => row, hasFace: total.face !== null, total, amount, locale }),
  ];
  return (
    <Section title={title} flush>
      <DataTable
        caption={title}
        columns={columns}
        rows={origins}
        rowKey={({ origin }) => origin}
        isBroad
        empty={null}
      />
    </Section>
  );
}
