"use client";

import { Button } from "@mantine/core";
import { useEffect, useRef } from "react";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import type { ComparedField } from "@/lib/escheat/compare-rules";
import type { VersionPreview } from "@/lib/escheat/queries/rule-change";
import { versionName } from "@/lib/escheat/versions";
import { t } from "@/lib/messages/escheat-rule-screens";
import classes from "./edit.module.css";

type Props = { preview: VersionPreview; pending: boolean; onWrite: () => void };

/** What the version would change, in the words everybody will read, and from which day on. */
export function PreviewSection({ preview, pending, onWrite }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  const changed = preview.fields.filter(({ differs }) => differs);
  const columns: Column<ComparedField>[] = [
    { key: "field", title: t("escheat.rule.field"), cell: ({ name }) => name },
    {
      key: "before",
      title: versionName(preview.before),
      cell: ({ before }) => <p className={classes.sentence}>{before.sentence}</p>,
    },
    {
      key: "after",
      title: versionName(preview),
      cell: ({ after }) => <p className={classes.sentence}>{after.sentence}</p>,
    },
  ];
  return (
    <div ref={place} tabIndex={-1}>
      <Section title={t("escheat.edit.preview", { version: preview.version })} flush>
        <DataTable
          caption={t("escheat.edit.preview", { version: preview.version })}
          columns={columns}
          rows={changed}
          rowKey={({ field }) => field}
          empty={<p className={classes.preview}>{t("escheat.edit.sameLaw")}</p>}
        />
        <div className={classes.preview}>
          <div>
            <p className={classes.legend}>{t("escheat.edit.days")}</p>
            <ul className={classes.days}>
              {preview.days.map(({ version, days }) => (
                <li key={version}>{t("escheat.edit.decides", { version: versionName({ version }), days })}</li>
              ))}
            </ul>
          </div>
          <p className={classes.hint}>{t("escheat.edit.untilConfirmed")}</p>
          <div>
            <Button type="button" loading={pending} onClick={onWrite}>
              {t("escheat.edit.write", { version: preview.version })}
            </Button>
          </div>
        </div>
      </Section>
    </div>
  );
}
