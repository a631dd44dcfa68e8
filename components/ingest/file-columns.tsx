"use client";

import { Alert } from "@mantine/core";
import { useState, useTransition } from "react";
import { ActionFailure } from "@/components/settings/action-failure";
import { Section } from "@/components/ui/section";
import type { ActionFailure as Failure } from "@/lib/action";
import { answerOf } from "@/lib/answer-of";
import type { Locale } from "@/lib/format";
import { describeFileAction } from "@/lib/ingest/actions";
import type { Entity } from "@/lib/ingest/constants";
import type { DescribedFile } from "@/lib/ingest/describe";
import type { FileDraft } from "@/lib/ingest/draft";
import type { UnknownValue } from "@/lib/ingest/queries/checked";
import type { RowContext } from "@/lib/ingest/row/values";
import { t } from "@/lib/messages/ingest";
import { ColumnMap } from "./column-map";
import { FileFormatFields, type FormatChoice } from "./file-format";
import classes from "./ingest.module.css";
import { RawRows } from "./raw-rows";
import { ReadRows } from "./read-rows";
import { ValueFormats } from "./value-formats";
import { choiceColumns, ValueMap } from "./value-map";

type Props = {
  file: DescribedFile;
  draft: FileDraft;
  mappingName: string;
  unknown: readonly UnknownValue[];
  context: RowContext;
  locale: Locale;
  onChange: (draft: FileDraft) => void;
  onDescribed: (file: DescribedFile) => void;
};

/** One file: how it is written, its first rows, its columns, its values, and how that will be read. */
export function FileColumns({ file, draft, mappingName, unknown, context, locale, onChange, onDescribed }: Props) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [pending, startTransition] = useTransition();
  const { part, isUsed } = draft;
  const setPart = (next: typeof part) => onChange({ ...draft, part: next });

  /** Asks the server to look again; `then` says what of the answer is taken over. */
  function look(choice: FormatChoice & { entity?: Entity }, then: (described: DescribedFile) => FileDraft) {
    setFailure(null);
    startTransition(async () => {
      const result = await answerOf(describeFileAction({ fileId: file.id, ...choice }));
      if (!result.ok) return setFailure(result);
      onDescribed(result.data);
      onChange(then(result.data));
    });
  }
  const formatNow: FormatChoice = {
    ...(part.encoding ? { encoding: part.encoding } : {}),
    ...(part.delimiter ? { delimiter: part.delimiter } : {}),
    ...(part.sheet ? { sheet: part.sheet } : {}),
  };
  function setEntity(entity: Entity | null) {
    if (entity === null) return onChange({ ...draft, isUsed: false });
    if (entity === part.entity) return onChange({ ...draft, isUsed: true });
    look({ ...formatNow, entity }, (described) => ({ ...draft, isUsed: true, part: described.part }));
  }
  function setFormat(choice: FormatChoice) {
    const { encoding: _e, delimiter: _d, sheet: _s, ...others } = part;
    look({ ...choice, entity: part.entity }, (described) => ({
      ...draft,
      part: Object.keys(part.columns).length > 0 ? { ...others, ...choice } : { ...described.part, ...choice },
    }));
  }

  return (
    <div aria-busy={pending}>
      <Section title={file.name}>
        <div className={classes.stack}>
          <FileFormatFields
            key={file.id}
            file={file}
            part={part}
            isUsed={isUsed}
            locale={locale}
            onEntity={setEntity}
            onFormat={setFormat}
            onHeader={(header) => setPart({ ...part, header })}
          />
          <ActionFailure failure={failure} />
        </div>
      </Section>
      <Section title={t("columns.raw")} flush>
        <RawRows file={file} hasHeader={part.header} />
      </Section>
      {isUsed ? (
        <>
          {file.suggestion.notices.length > 0 ? (
            <Alert color="yellow" variant="light" mb="md" title={t("columns.dirt")}>
              {file.suggestion.notices.map((notice) => (
                <p key={notice}>{notice}</p>
              ))}
            </Alert>
          ) : null}
          <Section title={t("columns.map")} flush>
            <ColumnMap file={file} part={part} mappingName={mappingName} onChange={setPart} />
          </Section>
          <Section title={t("columns.formats")}>
            <ValueFormats file={file} part={part} onChange={setPart} />
          </Section>
          {choiceColumns(file, part, unknown).length > 0 ? (
            <Section title={t("columns.values")} flush>
              <ValueMap file={file} part={part} unknown={unknown} locale={locale} onChange={setPart} />
            </Section>
          ) : null}
          <Section title={t("columns.read")} flush>
            <ReadRows file={file} part={part} context={context} />
          </Section>
        </>
      ) : null}
    </div>
  );
}
