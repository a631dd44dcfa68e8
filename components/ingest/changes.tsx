import Link from "next/link";
import { customerHref } from "@/components/cards/card-columns";
import { type Column, DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import type { Address } from "@/lib/address";
import { formatCount, type Locale } from "@/lib/format";
import type { HolderField, HolderValue } from "@/lib/ingest/holder-fields";
import { valueText } from "@/lib/ingest/holder-text";
import type { MerchantField } from "@/lib/ingest/merchant-fields";
import type { Changes, HolderChanges, MerchantChanges } from "@/lib/ingest/queries/changes";
import { cardsMessages } from "@/lib/messages/cards";
import { ingestMessages } from "@/lib/messages/ingest";
import { words } from "@/lib/messages/message";
import { screenMessages } from "@/lib/messages/screens";
import classes from "./ingest.module.css";

const t = words(screenMessages, cardsMessages, ingestMessages);

type Field = HolderField | MerchantField;
type Row = { id: string; name: string | null; field: Field; before: HolderValue; after: HolderValue };

type HolderProps = { changes: HolderChanges; address: Address; locale: Locale };

/** Customers who were there before the batch and of whom it says something else. */
export function HolderChangesOfBatch({ changes, address, locale }: HolderProps) {
  return (
    <ChangesOfBatch
      changes={changes}
      title={t("batch.changes")}
      caption={t("batch.changesCaption")}
      what={t("batch.changesWhat")}
      table="holder-changes"
      who={{
        key: "customer",
        title: t("card.holder"),
        cell: ({ id, name }) => (
          <Link href={customerHref(id, address)} prefetch={false}>
            {name || id}
          </Link>
        ),
      }}
      locale={locale}
    />
  );
}

/** The same of merchants. */
export function MerchantChangesOfBatch({ changes, locale }: { changes: MerchantChanges; locale: Locale }) {
  return (
    <ChangesOfBatch
      changes={changes}
      title={t("batch.merchantChanges")}
      caption={t("batch.merchantChangesCaption")}
      what={t("batch.merchantChangesWhat")}
      table="merchant-changes"
      who={{ key: "merchant", title: t("dimension.merchant"), cell: ({ id, name }) => name || id }}
      locale={locale}
    />
  );
}

type Props = {
  changes: Changes<Field>;
  title: string;
  caption: string;
  what: string;
  /** The exported table. */
  table: string;
  who: Column<Row>;
  locale: Locale;
};

function ChangesOfBatch({ changes: { rows, total }, title, caption, what, table, who, locale }: Props) {
  if (total === 0) return null;
  const columns: Column<Row>[] = [
    who,
    { key: "field", title: t("batch.changesField"), cell: ({ field }) => t(`batch.changed.${field}`) },
    { key: "before", title: t("batch.changesBefore"), cell: ({ before }) => valueText(before) },
    { key: "after", title: t("batch.changesAfter"), cell: ({ after }) => valueText(after) },
  ];
  return (
    <Section
      title={title}
      note={formatCount(total, locale)}
      actions={<ExportMenu table={table} locale={locale} />}
      flush
    >
      <p className={classes.pad}>{what}</p>
      <DataTable
        caption={caption}
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
