import Link from "next/link";
import { customerHref } from "@/components/cards/card-columns";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import type { Address } from "@/lib/address";
import { formatCount, type Locale } from "@/lib/format";
import type { HolderField, HolderValue } from "@/lib/ingest/holder-fields";
import type { HolderChanges } from "@/lib/ingest/queries/holder-changes";
import { t } from "@/lib/messages/message";
import classes from "./ingest.module.css";

type Props = { changes: HolderChanges; address: Address; locale: Locale };
type Row = { id: string; name: string | null; field: HolderField; before: HolderValue; after: HolderValue };

/** Customers who were there before the batch and of whom it says something else. */
export function HolderChangesOfBatch({ changes, address, locale }: Props) {
  const { rows, total } = changes;
  if (total === 0) return null;
  const columns: Column<Row>[] = [
    {
      key: "customer",
      title: t("card.holder"),
      cell: ({ id, name }) => (
        <Link href={customerHref(id, address)} prefetch={false}>
          {name || id}
        </Link>
      ),
    },
    { key: "field", title: t("batch.changesField"), cell: ({ field }) => t(`batch.changed.${field}`) },
    { key: "before", title: t("batch.changesBefore"), cell: ({ before }) => valueText(before) },
    { key: "after", title: t("batch.changesAfter"), cell: ({ after }) => valueText(after) },
  ];
  return (
    <Section title={t("batch.changes")} note={formatCount(total, locale)} flush>
      <p className={classes.pad}>{t("batch.changesWhat")}</p>
      <DataTable
        caption={t("batch.changesCaption")}
        columns={columns}
        rows={rows.flatMap(({ id, name, fields }) => fields.map((field) => ({ id, name, ...field })))}
        rowKey={({ id, field }) => `${id} ${field}`}
        empty={null}
      />
      {rows.length < total ? (
        <p className={classes.pad}>
          {t("batch.changesMore", { shown: formatCount(rows.length, locale), total: formatCount(total, locale) })}
        </p>
      ) : null}
    </Section>
  );
}

function valueText(value: HolderValue): string {
  if (value === null) return t("batch.changesNone");
  if (typeof value === "string") return value;
  return t(value ? "batch.changesYes" : "batch.changesNo");
}
