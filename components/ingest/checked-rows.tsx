"use client";

import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { parseAsInteger, parseAsStringLiteral, useQueryStates } from "nuqs";
import { type Column, DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import { Block } from "@/components/ui/skeleton";
import { formatCount, type Locale } from "@/lib/format";
import { definitionOf } from "@/lib/ingest/entities";
import type { RefusedRow } from "@/lib/ingest/plan";
import { CHECKED_PAGE, checkedRowsQuery } from "@/lib/ingest/query-options";
import { type Problem, problemCodes } from "@/lib/ingest/row/problem";
import { t } from "@/lib/messages/ingest";
import { queryClient } from "@/lib/query-client";
import classes from "./ingest.module.css";

type Line = { key: string; row: RefusedRow; problem: Problem };
type Props = { runId: number; issuer: { id: number; code: string }; refusedTotal: number; locale: Locale };

/** Every bad row of a check, a page at a time, all or those with one reason. */
export function CheckedRowsList({ runId, issuer, refusedTotal, locale }: Props) {
  const [{ reason, row: offset }, setPlace] = useQueryStates(
    { reason: parseAsStringLiteral(problemCodes), row: parseAsInteger.withDefault(0) },
    { history: "push" },
  );
  const query = checkedRowsQuery(issuer.id, runId, Math.max(0, offset), reason);
  const { data, isError, error } = useQuery(query, queryClient());
  if (isError) {
    return (
      <Section title={t("check.rows")}>
        <p role="alert">{error.message}</p>
      </Section>
    );
  }
  if (!data) return <Block height={20} />;
  const lines = data.rows.flatMap((row) =>
    row.problems.map((problem, index): Line => ({ key: `${row.file} ${row.line} ${index}`, row, problem })),
  );
  const listed = data.kinds.length === 0 ? 0 : data.total;
  return (
    <Section
      title={t("check.rows")}
      note={formatCount(refusedTotal, locale)}
      actions={<ExportMenu table="checked-rows" locale={locale} />}
      flush
    >
      <fieldset className={`${classes.row} ${classes.pad}`} style={{ border: 0, margin: 0 }}>
        <legend className="visually-hidden">{t("check.kinds")}</legend>
        <Kind label={t("check.allKinds")} isCurrent={reason === null} onChoose={() => setPlace(null)} />
        {problemCodes
          .flatMap((code) => data.kinds.filter((kind) => kind.code === code).map(({ count }) => ({ code, count })))
          .map(({ code, count }) => (
            <Kind
              key={code}
              label={`${t(`problem.${code}`)} ${formatCount(count, locale)}`}
              isCurrent={reason === code}
              onChoose={() => setPlace({ reason: code, row: null })}
            />
          ))}
      </fieldset>
      <DataTable
        caption={t("check.rowsCaption")}
        columns={columns}
        rows={lines}
        rowKey={(line) => line.key}
        empty={null}
        after={
          <div className={classes.foot}>
            <span className={classes.muted}>
              {t("check.page", {
                from: formatCount(Math.min(offset + 1, listed), locale),
                to: formatCount(Math.min(offset + CHECKED_PAGE, listed), locale),
                total: formatCount(listed, locale),
              })}
            </span>
            <Button
              size="xs"
              variant="default"
              disabled={offset <= 0}
              onClick={() => setPlace({ row: Math.max(0, offset - CHECKED_PAGE) || null })}
            >
              {t("check.previous")}
            </Button>
            <Button
              size="xs"
              variant="default"
              disabled={offset + CHECKED_PAGE >= listed}
              onClick={() => setPlace({ row: offset + CHECKED_PAGE })}
            >
              {t("check.next")}
            </Button>
          </div>
        }
      />
      {reason === null && listed < refusedTotal ? (
        <p className={classes.pad}>
          {t("check.capped", { shown: formatCount(listed, locale), total: formatCount(refusedTotal, locale) })}
        </p>
      ) : null}
    </Section>
  );
}

const columns: Column<Line>[] = [
  { key: "file", title: t("check.file"), cell: ({ row }) => <span className={classes.wrap}>{row.file}</span> },
  { key: "line", title: t("check.line"), numeric: true, cell: ({ row }) => row.line },
  {
    key: "column",
    title: t("check.column"),
    cell: ({ row, problem }) => problem.column || labelOf(row, problem),
  },
  {
    key: "value",
    title: t("check.value"),
    cell: ({ problem }) => <span className={classes.wrap}>{problem.value}</span>,
  },
  {
    key: "reason",
    title: t("check.reason"),
    cell: ({ problem }) => <div className={classes.reason}>{problem.reason}</div>,
  },
];

const labelOf = (row: RefusedRow, problem: Problem) =>
  definitionOf(row.entity).fields.find((field) => field.name === problem.field)?.label ?? "";

function Kind({ label, isCurrent, onChoose }: { label: string; isCurrent: boolean; onChoose: () => void }) {
  return (
    <Button size="compact-sm" variant={isCurrent ? "light" : "default"} aria-pressed={isCurrent} onClick={onChoose}>
      {label}
    </Button>
  );
}
