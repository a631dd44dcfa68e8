import { HeatTable } from "@/components/charts/heat-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import { heatOf } from "@/lib/breakage/cross";
import type { EscheatTable } from "@/lib/escheat/forecast/table";
import { formatAmount, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/escheat-forecast";
import classes from "./forecast.module.css";
import { type Behind, cellHref } from "./hrefs";
import { placeName } from "./words";

type Props = { table: EscheatTable; behind: Behind; locale: Locale };

/** More nobody reads; the file holds every jurisdiction. */
const mostLines = 60;

/** When what falls to whom: each cell opens to its cards. */
export function YearGrid({ table, behind, locale }: Props) {
  const { currency } = behind.version;
  const amount = (value: bigint) => formatAmount(value, currency, locale);
  const places = table.jurisdictions.filter(({ foreseen }) => foreseen > 0n);
  const years = table.years.filter(({ foreseen }) => foreseen > 0n);
  const title = t("escheat.forecast.grid");
  const cells = places.flatMap((place) => place.years.map(({ foreseen }) => Number(foreseen)));
  const largest = Math.max(0, ...cells);
  const undated = table.total.foreseen - years.reduce((sum, { foreseen }) => sum + foreseen, 0n);
  return (
    <Section
      title={title}
      note={t("escheat.forecast.grid.note", { currency })}
      actions={<ExportMenu table="escheat-cells" locale={locale} />}
      flush
    >
      {places.length === 0 ? (
        <p className={classes.cut}>{t("escheat.forecast.grid.none")}</p>
      ) : (
        <HeatTable
          caption={title}
          corner={t("escheat.forecast.grid.corner")}
          columns={[
            ...years.map(({ reportYear }) => ({ key: String(reportYear), label: String(reportYear) })),
            ...(undated > 0n ? [{ key: "0", label: t("escheat.cards.noYear") }] : []),
          ]}
          lines={places.slice(0, mostLines).map((place) => ({
            key: place.jurisdiction,
            label: placeName(place.jurisdiction),
            total: amount(place.foreseen),
            cells: [
              ...years.map(({ reportYear }) => {
                const cell = place.years.find((one) => one.reportYear === reportYear);
                return cell && cell.foreseen > 0n
                  ? {
                      text: amount(cell.foreseen),
                      heat: heatOf(cell.foreseen, largest),
                      href: cellHref(behind, { state: place.jurisdiction, year: reportYear }),
                    }
                  : null;
              }),
              ...(undated > 0n ? [null] : []),
            ],
          }))}
          totals={[...years.map(({ foreseen }) => amount(foreseen)), ...(undated > 0n ? [amount(undated)] : [])]}
          total={amount(table.total.foreseen)}
        />
      )}
      {places.length > mostLines ? (
        <p className={classes.cut}>{t("escheat.forecast.grid.cut", { shown: mostLines, all: places.length })}</p>
      ) : null}
    </Section>
  );
}
