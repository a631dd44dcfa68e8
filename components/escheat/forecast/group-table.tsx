import Link from "next/link";
import { DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { hrefWith } from "@/lib/address";
import { escheatGroupings } from "@/lib/escheat/forecast/schema";
import type { EscheatTable, GroupRow } from "@/lib/escheat/forecast/table";
import { formatDate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/escheat-forecast";
import { figureColumns } from "./figure-columns";
import { type Behind, cellHref, forecastPath } from "./hrefs";

type Props = { table: EscheatTable; behind: Behind; locale: Locale };

/** The same by card type or brand. */
export function GroupTable({ table, behind, locale }: Props) {
  const { params, address, version } = behind;
  const { by } = params;
  const name = t(`escheat.forecast.by.${by}`);
  const title = t("escheat.forecast.groups", { name: name.toLowerCase() });
  const { total, byOutcome } = table;
  const shown = {
    currency: version.currency,
    locale,
    total,
    exempt: byOutcome.exempt,
    counsel: byOutcome["needs-counsel"],
  };
  return (
    <Section
      title={title}
      note={t("escheat.forecast.places.note", {
        currency: version.currency,
        date: formatDate(version.asOf, locale),
      })}
      actions={
        <>
          <LinkTabs
            label={t("escheat.forecast.by")}
            tabs={escheatGroupings.map((key) => ({
              key,
              label: t(`escheat.forecast.by.${key}`),
              href: hrefWith(forecastPath, address, { by: key === "card-type" ? null : key }),
              isCurrent: key === by,
            }))}
          />
          <ExportMenu table="escheat-groups" count={table.groups.length} locale={locale} />
        </>
      }
      flush
    >
      <DataTable
        isBroad
        caption={title}
        rows={table.groups}
        rowKey={({ member }) => member.id}
        columns={[
          {
            key: "name",
            title: name,
            cell: ({ member }) => (
              <Link href={hrefWith(forecastPath, address, { [by]: member.id, by: null })} prefetch={false}>
                {member.name}
              </Link>
            ),
          },
          ...figureColumns<GroupRow>(shown, {
            nameOf: ({ member }) => member.name,
            cardsHref: ({ member }) => cellHref(behind, { [by]: member.id }),
            counselHref: ({ member }) => cellHref(behind, { [by]: member.id, outcome: "needs-counsel" }),
          }),
        ]}
        empty={<EmptyState title={t("escheat.forecast.noRows")}>{t("escheat.forecast.noRowsHint")}</EmptyState>}
      />
    </Section>
  );
}
