import { Button } from "@mantine/core";
import { DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import { formatInstant, type Locale } from "@/lib/format";
import { definitionOf } from "@/lib/ingest/entities";
import type { SavedMapping } from "@/lib/ingest/queries/mapping";
import { ingestMessages } from "@/lib/messages/ingest";
import { words } from "@/lib/messages/message";
import { runMessages } from "@/lib/messages/runs";
import classes from "./ingest.module.css";
import { MappingRemove } from "./mapping-remove";

const t = words(ingestMessages, runMessages);

type Props = { mappings: readonly SavedMapping[]; timeZone: string; mayRemove: boolean; locale: Locale };

/** Mappings to be used again: here, by their name, or as a file wherever the command line runs. */
export function MappingList({ mappings, timeZone, mayRemove, locale }: Props) {
  return (
    <Section title={t("mapping.load")} actions={<ExportMenu table="mappings" locale={locale} />} flush>
      <DataTable
        caption={t("mappings.caption")}
        columns={[
          { key: "name", title: t("mapping.name"), cell: ({ name }) => name },
          {
            key: "files",
            title: t("mapping.pattern"),
            wide: true,
            cell: ({ mapping }) => (
              <div className={classes.reason}>
                {mapping.files.map(({ match, entity }) => (
                  <p key={`${match} ${entity}`}>
                    <span className={classes.mono}>{match}</span>{" "}
                    <span className={classes.muted}>{definitionOf(entity).plural}</span>
                  </p>
                ))}
              </div>
            ),
          },
          {
            key: "saved",
            title: t("mappings.savedAt"),
            cell: ({ updatedAt }) =>
              updatedAt ? (
                <time dateTime={updatedAt.toISOString()}>{formatInstant(updatedAt, timeZone, locale)}</time>
              ) : (
                t("mappings.shipped")
              ),
          },
          {
            key: "actions",
            title: t("runs.actions"),
            cell: ({ id, name, mapping }) => (
              <span className={classes.row} style={{ flexWrap: "nowrap" }}>
                <Button
                  component="a"
                  href={fileOf(mapping)}
                  download={`${name}.json`}
                  size="xs"
                  variant="default"
                  aria-label={t("mappings.downloadOf", { name })}
                >
                  {t("mappings.download")}
                </Button>
                {id !== null && mayRemove ? <MappingRemove id={id} name={name} /> : null}
              </span>
            ),
          },
        ]}
        rows={mappings}
        rowKey={({ id, name }) => `${id ?? "ships"} ${name}`}
        empty={null}
      />
    </Section>
  );
}

/** A mapping is small, so the page itself holds the file. */
const fileOf = (mapping: SavedMapping["mapping"]): string =>
  `data:application/json;charset=utf-8,${encodeURIComponent(`${JSON.stringify(mapping, null, 2)}\n`)}`;
