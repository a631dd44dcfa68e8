"use client";

import { Alert, Button, NativeSelect } from "@mantine/core";
import { useRouter } from "next/navigation";
import { parseAsInteger, useQueryState } from "nuqs";
import { useState } from "react";
import { ActionFailure } from "@/components/settings/action-failure";
import { useAction } from "@/components/settings/use-action";
import { Section } from "@/components/ui/section";
import { formatCount, type Locale } from "@/lib/format";
import { startImportAction } from "@/lib/ingest/actions";
import type { FileReport } from "@/lib/ingest/describe";
import { type Draft, isMarkOpen, mappingForRun, missingFields } from "@/lib/ingest/draft";
import { definitionOf } from "@/lib/ingest/entities";
import type { MappingOffer } from "@/lib/ingest/first-draft";
import type { UnknownValue } from "@/lib/ingest/queries/checked";
import { areOneOrder } from "@/lib/ingest/row/dates";
import type { RowContext } from "@/lib/ingest/row/values";
import { t } from "@/lib/messages/ingest";
import { FileColumns } from "./file-columns";
import classes from "./ingest.module.css";
import { MappingOffers } from "./mapping-offers";
import { SaveMapping } from "./save-mapping";
import { useDraft } from "./use-draft";
import { countUnknown } from "./value-map";

type Props = {
  reports: readonly FileReport[];
  initial: Draft;
  /** Names this draft in the browser's storage: issuer, files, and what it began with. */
  draftKey: string;
  offers: readonly MappingOffer[];
  saved: readonly { name: string; isShipped: boolean }[];
  unknown: readonly UnknownValue[];
  issuerCode: string;
  context: RowContext;
  locale: Locale;
};

/** Step two: every file with its columns. */
export function MappingPanel(props: Props) {
  const { reports, initial, draftKey, offers, saved, unknown, issuerCode, context, locale } = props;
  const router = useRouter();
  const { draft, changeFile, reset } = useDraft(draftKey, initial);
  const [described, setDescribed] = useState(() => new Map(reports.map((report) => [report.id, report.file])));
  const [fileId, setFileId] = useQueryState("file", parseAsInteger.withOptions({ history: "replace" }));
  const current = reports.find((report) => report.id === fileId) ?? reports[0];
  const file = current ? described.get(current.id) : undefined;
  const fileDraft = draft.files.find((one) => one.fileId === current?.id);
  const names = new Map(reports.map((report) => [report.id, report.name]));
  const fileIds = reports.map((report) => report.id);

  const used = draft.files.filter((one) => one.isUsed);
  const open = used.flatMap((one) =>
    missingFields(one.part).map((field) => ({ file: names.get(one.fileId) ?? "", field: field.label })),
  );
  const undated = used.filter((one) => !areOneOrder(one.part.dateFormats));
  const unmarked = used.filter((one) => {
    const its = described.get(one.fileId);
    return its !== undefined && isMarkOpen(one.part, its);
  });
  const check = useAction(startImportAction, {
    say: "",
    after: ({ runId }) => router.push(`/issuer/imports/new?issuer=${issuerCode}&step=check&run=${runId}`),
  });

  return (
    <>
      <MappingOffers
        offers={offers}
        total={reports.length}
        fileIds={fileIds}
        used={draft.mappingName || null}
        issuerCode={issuerCode}
      />
      <div className={classes.split}>
        <div>
          <Section title={t("columns.files")}>
            <ul className={classes.fileList}>
              {reports.map((report) => {
                const one = draft.files.find((candidate) => candidate.fileId === report.id);
                return (
                  <li key={report.id}>
                    <button
                      type="button"
                      className={classes.fileLink}
                      aria-current={report.id === current?.id || undefined}
                      onClick={() => void setFileId(report.id)}
                    >
                      <span>{report.name}</span>
                      <FileState report={report} draft={one} described={described} unknown={unknown} locale={locale} />
                    </button>
                  </li>
                );
              })}
            </ul>
          </Section>
          <Section title={t("mapping.load")}>
            <NativeSelect
              aria-label={t("mapping.load")}
              value={draft.mappingName}
              data={[
                { value: "", label: t("mapping.loadNone") },
                ...saved.map(({ name }) => ({ value: name, label: name })),
              ]}
              onChange={({ currentTarget: { value } }) => {
                const query = new URLSearchParams({ issuer: issuerCode, step: "columns" });
                if (value) query.set("mapping", value);
                router.push(`/issuer/imports/new?${query}&files=${fileIds.join(",")}`);
              }}
            />
          </Section>
        </div>
        <div>
          {current?.unreadable ? (
            <Alert color="red" variant="light" mb="md" title={`${current.name}: ${t("columns.unreadable")}`}>
              {current.unreadable}
            </Alert>
          ) : null}
          {file && fileDraft ? (
            <FileColumns
              key={file.id}
              file={file}
              draft={fileDraft}
              mappingName={draft.mappingName}
              unknown={unknown}
              context={context}
              locale={locale}
              onChange={changeFile}
              onDescribed={(next) => setDescribed(new Map(described).set(next.id, next))}
            />
          ) : null}
        </div>
      </div>
      <div className={classes.bar}>
        <Button
          loading={check.pending}
          disabled={used.length === 0 || open.length > 0 || undated.length > 0 || unmarked.length > 0}
          onClick={() =>
            check.run({
              fileIds: used.map((one) => one.fileId),
              mapping: mappingForRun(draft, names),
              dryRun: true,
            })
          }
        >
          {t("columns.check")}
        </Button>
        <SaveMapping draft={draft} names={names} saved={saved} />
        <Button variant="subtle" color="gray" onClick={reset}>
          {t("columns.reset")}
        </Button>
        <span className={classes.muted}>{t("columns.checkHint")}</span>
        <div role="status" className={classes.list}>
          {used.length === 0 ? <p className={classes.warn}>{t("columns.allLeftOut")}</p> : null}
          {open.map((one) => (
            <p key={`${one.file} ${one.field}`} className={classes.warn}>
              {t("columns.unsettledField", one)}
            </p>
          ))}
          {undated.map((one) => (
            <p key={one.fileId} className={classes.warn}>
              {t("columns.unsettledDates", { file: names.get(one.fileId) ?? "" })}
            </p>
          ))}
          {unmarked.map((one) => (
            <p key={one.fileId} className={classes.warn}>
              {t("columns.unsettledDecimal", { file: names.get(one.fileId) ?? "" })}
            </p>
          ))}
        </div>
        <ActionFailure failure={check.failure} />
      </div>
    </>
  );
}

type StateProps = {
  report: FileReport;
  draft: Draft["files"][number] | undefined;
  described: ReadonlyMap<number, FileReport["file"]>;
  unknown: readonly UnknownValue[];
  locale: Locale;
};

function FileState({ report, draft, described, unknown, locale }: StateProps) {
  const file = described.get(report.id);
  if (!draft || !file) return <span className={classes.bad}>{t("columns.file.unreadable")}</span>;
  if (!draft.isUsed) return <span className={classes.muted}>{t("columns.file.left")}</span>;
  const { label } = definitionOf(draft.part.entity);
  const missing = missingFields(draft.part).length;
  if (missing > 0) return <span className={classes.warn}>{t("columns.file.missing", { count: missing })}</span>;
  if (!areOneOrder(draft.part.dateFormats)) return <span className={classes.warn}>{t("columns.file.dates")}</span>;
  if (isMarkOpen(draft.part, file)) return <span className={classes.warn}>{t("columns.file.decimal")}</span>;
  const unknownCount = countUnknown(file, draft.part, unknown);
  if (unknownCount > 0) {
    const count = formatCount(unknownCount, locale);
    return <span className={classes.warn}>{t("columns.file.unknown", { count, total: unknownCount })}</span>;
  }
  return (
    <span className={classes.muted}>
      {label}, {t("columns.file.ready")}
    </span>
  );
}
