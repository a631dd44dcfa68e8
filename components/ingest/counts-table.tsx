import { type Column, DataTable } from "@/components/ui/data-table";
import { formatCount, type Locale } from "@/lib/format";
import { type Entity, entities } from "@/lib/ingest/constants";
import { definitionOf } from "@/lib/ingest/entities";
import { totalOf } from "@/lib/ingest/outcome";
import type { Counts, EntityCounts } from "@/lib/ingest/plan";
import { t } from "@/lib/messages/ingest";

type Row = { entity: Entity } & EntityCounts;
const measures = ["read", "new", "updated", "repeated", "refused"] as const;
const titles = {
  read: "imports.read",
  new: "imports.newRows",
  updated: "imports.updated",
  repeated: "imports.repeated",
  refused: "imports.refused",
} as const;

/** Rows by kind; every row read is new, changed, repeated or kept aside, so each line adds up. */
export function CountsTable({ counts, locale }: { counts: Counts; locale: Locale }) {
  const rows: Row[] = entities
    .map((entity) => ({ entity, ...counts[entity] }))
    .filter((row) => row.read > 0 || row.new > 0);
  const total = totalOf(counts);
  const columns: Column<Row>[] = [
    { key: "entity", title: t("batch.entity"), cell: (row) => definitionOf(row.entity).plural },
    ...measures.map((measure) => ({
      key: measure,
      title: t(titles[measure]),
      numeric: true,
      cell: (row: Row) => formatCount(row[measure], locale),
      foot: formatCount(total[measure], locale),
    })),
  ];
  return (
    <DataTable
      caption={t("batch.countsCaption")}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.entity}
      empty={null}
    />
  );
}
