import Link from "next/link";
import { DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { hrefWith, readSort, writeSort } from "@/lib/address";
import { placeOrders, sortPlaces, usualPlaceOrder } from "@/lib/escheat/forecast/order";
import { NO_JURISDICTION } from "@/lib/escheat/forecast/schema";
import type { EscheatTable, JurisdictionRow } from "@/lib/escheat/forecast/table";
import { formatDate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/escheat-forecast";
import { figureColumns } from "./figure-columns";
import { type Behind, cellHref, forecastPath } from "./hrefs";
import { placeName } from "./words";

type Props = { table: EscheatTable; behind: Behind; locale: Locale };

/** Whose law decides, with what it takes, spares and leaves open; a name narrows the page to it. */
export function PlaceTable({ table, behind, locale }: Props) {
  const { currency, asOf } = behind.version;
  const title = t("escheat.forecast.places");
  const sort = readSort(behind.address, placeOrders, usualPlaceOrder);
  const { total, byOutcome } = table;
  const shown = { currency, locale, total, exempt: byOutcome.exempt, counsel: byOutcome["needs-counsel"] };
  return (
    <Section
      title={title}
      note={t("escheat.forecast.places.note", { currency, date: formatDate(asOf, locale) })}
      actions={<ExportMenu table="escheat-places" count={table.jurisdictions.length} locale={locale} />}
      flush
    >
      <DataTable
        isBroad
        caption={title}
        rows={sortPlaces(table.jurisdictions, sort, placeName)}
        sort={sort}
        sortHref={(next) => hrefWith(forecastPath, behind.address, { sort: writeSort(next) })}
        rowKey={({ jurisdiction }) => jurisdiction}
        columns={[
          {
            key: "place",
            title: t("escheat.forecast.grid.corner"),
            sortable: true,
            cell: ({ jurisdiction }) => (
              <Link
                href={hrefWith(forecastPath, behind.address, { state: jurisdiction || NO_JURISDICTION })}
                prefetch={false}
              >
                {placeName(jurisdiction)}
              </Link>
            ),
          },
          ...figureColumns<JurisdictionRow>(
            { ...shown, sortable: true },
            {
              nameOf: ({ jurisdiction }) => placeName(jurisdiction),
              cardsHref: ({ jurisdiction }) => cellHref(behind, { state: jurisdiction }),
              counselHref: ({ jurisdiction }) => cellHref(behind, { state: jurisdiction, outcome: "needs-counsel" }),
            },
          ),
        ]}
        empty={<EmptyState title={t("escheat.forecast.noRows")}>{t("escheat.forecast.noRowsHint")}</EmptyState>}
      />
    </Section>
  );
}
