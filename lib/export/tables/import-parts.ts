import type { Address } from "@/lib/address";
import { NotFound } from "@/lib/errors";
import { requireAll, type Scope } from "@/lib/identity/scope";
import { definitionOf } from "@/lib/ingest/entities";
import type { HolderField, HolderValue } from "@/lib/ingest/holder-fields";
import { valueText } from "@/lib/ingest/holder-text";
import type { MerchantField } from "@/lib/ingest/merchant-fields";
import { getBatch } from "@/lib/ingest/queries/batch";
import { allHolderChanges, allMerchantChanges, type Change } from "@/lib/ingest/queries/changes";
import { listMappings, type SavedMapping } from "@/lib/ingest/queries/mapping";
import { cardsMessages } from "@/lib/messages/cards";
import { ingestMessages } from "@/lib/messages/ingest";
import { words } from "@/lib/messages/message";
import { screenMessages } from "@/lib/messages/screens";
import { type ExportSource, onePortion, type Prepared, portionRows, prepare } from "../prepared";
import type { Fact } from "../table";
import { idInPath } from "./cards";

const t = words(screenMessages, cardsMessages, ingestMessages);

type Part = Omit<SavedMapping, "mapping"> & { readonly part: SavedMapping["mapping"]["files"][number] };
type Field = HolderField | MerchantField;
type Line = { readonly id: string; readonly name: string | null; readonly field: Field } & Readonly<
  Record<"before" | "after", HolderValue>
>;

/** @throws NotFound for a batch that is not there, or not the issuer's. */
async function batchOf(scope: Scope, address: Address): Promise<{ id: number; facts: Fact[] }> {
  const id = idInPath(address, "/issuer/imports");
  if (!/^[1-9]\d{0,8}$/.test(id)) throw new NotFound("This batch");
  const batch = await getBatch(scope, Number(id));
  return {
    id: batch.id,
    facts: [
      [t("export.issuer"), scope.issuer.name],
      [t("imports.batch"), `${batch.id}, ${batch.label}`],
      [t("imports.when"), batch.recordedAt.toISOString()],
    ],
  };
}

async function* linesOf(portions: AsyncIterable<readonly Change<Field>[]>): AsyncGenerator<Line[]> {
  for await (const rows of portions) {
    yield rows.flatMap(({ id, name, fields }) => fields.map((field) => ({ id, name, ...field })));
  }
}

type Changes = { fields: number; portions: AsyncIterable<readonly Change<Field>[]> };
type About = { name: string; title: string; number: string; who: string; what: string; facts: Fact[] };

/** A line for each field that changed, as on the screen. */
const changesTable = ({ fields, portions }: Changes, { name, title, number, who, what, facts }: About): Prepared =>
  prepare<Line>({
    name,
    title,
    columns: [
      { title: number, kind: "text", value: (line) => line.id },
      { title: who, kind: "text", value: (line) => line.name },
      { title: t("batch.changesField"), kind: "text", value: ({ field }) => t(`batch.changed.${field}`) },
      { title: t("batch.changesBefore"), kind: "text", value: ({ before }) => valueText(before) },
      { title: t("batch.changesAfter"), kind: "text", value: ({ after }) => valueText(after) },
    ],
    facts,
    definitions: [[title, what]],
    count: fields,
    portions: linesOf(portions),
  });

/** Saved mappings, and whom or what a batch has changed. */
export const importPartTables = {
  mappings: {
    permission: "import.read",
    prepare: async (scope) => {
      const rows = (await listMappings(scope)).flatMap(({ mapping, ...saved }): Part[] =>
        mapping.files.map((part) => ({ ...saved, part })),
      );
      return prepare<Part>({
        name: "mappings",
        title: t("mappings.title"),
        columns: [
          { title: t("mapping.name"), kind: "text", value: ({ name }) => name },
          { title: t("mapping.pattern"), kind: "text", value: ({ part }) => part.match },
          { title: t("batch.entity"), kind: "text", value: ({ part }) => definitionOf(part.entity).plural },
          {
            title: t("mappings.savedAt"),
            kind: "text",
            value: ({ updatedAt }) => updatedAt?.toISOString() ?? t("mappings.shipped"),
          },
        ],
        facts: [[t("export.issuer"), scope.issuer.name]],
        definitions: [],
        count: rows.length,
        portions: onePortion(rows),
      });
    },
  },
  "holder-changes": {
    permission: "import.read",
    prepare: async (scope, address) => {
      // Who may see imports and no people is shown no holder on the page either.
      requireAll(scope, "customer.read");
      const { id, facts } = await batchOf(scope, address);
      return changesTable(await allHolderChanges(scope, id, portionRows), {
        name: `changed-customers-of-import-${id}`,
        title: t("batch.changes"),
        number: t("customer.number"),
        who: t("customer.name"),
        what: t("batch.changesWhat"),
        facts,
      });
    },
  },
  "merchant-changes": {
    permission: "import.read",
    prepare: async (scope, address) => {
      const { id, facts } = await batchOf(scope, address);
      return changesTable(await allMerchantChanges(scope, id, portionRows), {
        name: `changed-merchants-of-import-${id}`,
        title: t("batch.merchantChanges"),
        number: t("batch.merchantCode"),
        who: t("dimension.merchant"),
        what: t("batch.merchantChangesWhat"),
        facts,
      });
    },
  },
} as const satisfies Record<string, ExportSource>;
