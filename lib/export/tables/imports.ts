import { readAddress } from "@/lib/address";
import { NotFound } from "@/lib/errors";
import { may, type Scope } from "@/lib/identity/scope";
import { definitionOf } from "@/lib/ingest/entities";
import { totalOf } from "@/lib/ingest/outcome";
import type { RefusedRow } from "@/lib/ingest/plan";
import { type BatchView, countBatches, listBatches } from "@/lib/ingest/queries/batch";
import { countCheckedFaults, listCheckedRows, moreCheckedRows } from "@/lib/ingest/queries/checked";
import { countFaults, listRefusedRows, type RefusedRowView } from "@/lib/ingest/queries/refused";
import { keptAddress, runAddress } from "@/lib/ingest/schema";
import { type ShownRow, withoutPeople } from "@/lib/ingest/without-people";
import { t } from "@/lib/messages/ingest";
import { type ExportSource, prepare } from "../prepared";
import type { ExportColumn } from "../table";

const KEPT_PORTION = 500;
const CHECKED_PORTION = 1_000;
const BATCH_PORTION = 200;

type Shown = ShownRow<RefusedRow | RefusedRowView>;
type Line = { batchId: number | null; row: Shown; problem: Shown["problems"][number] };

/** A row with two faults stands on two lines: each fault names its own column and value. */
const linesOf = (scope: Scope, rows: readonly (RefusedRow | RefusedRowView)[]): Line[] =>
  rows.flatMap((found) => {
    const row: Shown = may(scope, "customer.read") ? found : withoutPeople(found);
    return row.problems.map((problem) => ({ batchId: "batchId" in found ? found.batchId : null, row, problem }));
  });

const columns: ExportColumn<Line>[] = [
  { title: t("check.file"), kind: "text", value: ({ row }) => row.file },
  { title: t("check.line"), kind: "count", value: ({ row }) => row.line },
  { title: t("batch.entity"), kind: "text", value: ({ row }) => definitionOf(row.entity).label },
  { title: t("check.column"), kind: "text", value: ({ problem }) => problem.column },
  { title: t("check.value"), kind: "text", value: ({ problem }) => problem.value },
  { title: t("check.reason"), kind: "text", value: ({ problem }) => problem.reason },
  { title: t("imports.rows"), kind: "text", value: ({ row }) => row.cells?.join(" | ") ?? null },
];

async function* batchPortions(scope: Scope) {
  for (let page = await listBatches(scope, { limit: BATCH_PORTION }); page.length > 0; ) {
    yield page;
    const last = page.at(-1);
    page = last ? await listBatches(scope, { limit: BATCH_PORTION, before: last.id }) : [];
  }
}

async function* keptPortions(scope: Scope, filter: Parameters<typeof listRefusedRows>[1]) {
  let after: number | null = 0;
  while (after !== null) {
    const page: Awaited<ReturnType<typeof listRefusedRows>> = await listRefusedRows(scope, {
      ...filter,
      after,
      limit: KEPT_PORTION,
    });
    yield linesOf(scope, page.rows);
    after = page.next;
  }
}

async function* checkedPortions(scope: Scope, runId: number) {
  for (let offset = 0; ; offset += CHECKED_PORTION) {
    const page = await listCheckedRows(scope, { runId, offset, limit: CHECKED_PORTION });
    yield linesOf(scope, page.rows);
    if (offset + CHECKED_PORTION >= page.total) break;
  }
  for await (const rows of moreCheckedRows(scope, runId)) yield linesOf(scope, rows);
}

/** Batches, rows kept aside, and the bad rows of a check: whole, as their pages filter them. */
export const importTables = {
  imports: {
    permission: "import.read",
    prepare: async (scope) => {
      return prepare<BatchView>({
        name: "imports",
        title: t("imports.title"),
        columns: [
          { title: t("imports.batch"), kind: "count", value: (batch) => batch.id },
          {
            title: t("imports.files"),
            kind: "text",
            value: (batch) => batch.files.map((file) => file.name).join(", "),
          },
          { title: t("imports.state"), kind: "text", value: (batch) => t(`imports.state.${batch.state}`) },
          { title: t("imports.read"), kind: "count", value: (batch) => totalOf(batch.counts).read },
          { title: t("imports.newRows"), kind: "count", value: (batch) => totalOf(batch.counts).new },
          { title: t("imports.updated"), kind: "count", value: (batch) => totalOf(batch.counts).updated },
          { title: t("imports.repeated"), kind: "count", value: (batch) => totalOf(batch.counts).repeated },
          { title: t("imports.refused"), kind: "count", value: (batch) => totalOf(batch.counts).refused },
          { title: t("period.from"), kind: "date", value: (batch) => batch.firstOn },
          { title: t("period.to"), kind: "date", value: (batch) => batch.lastOn },
          { title: t("imports.who"), kind: "text", value: (batch) => batch.createdByName },
          { title: t("imports.when"), kind: "text", value: (batch) => batch.recordedAt.toISOString() },
        ],
        facts: [[t("export.issuer"), scope.issuer.name]],
        definitions: [],
        count: await countBatches(scope),
        portions: batchPortions(scope),
      });
    },
  },
  "kept-aside": {
    permission: "import.read",
    prepare: async (scope, address) => {
      const { state, entity, batch } = readAddress(keptAddress, address);
      const filter = { state, ...(entity ? { entity } : {}), ...(batch === undefined ? {} : { batchId: batch }) };
      return prepare<Line>({
        name: "rows-kept-aside",
        title: t("kept.title"),
        columns: [{ title: t("imports.batch"), kind: "count", value: ({ batchId }) => batchId }, ...columns],
        facts: [
          [t("export.issuer"), scope.issuer.name],
          [t("kept.states"), t(`kept.state.${state}`)],
        ],
        definitions: [],
        count: await countFaults(scope, filter),
        portions: keptPortions(scope, filter),
      });
    },
  },
  "checked-rows": {
    permission: "import.run",
    prepare: async (scope, address) => {
      const { run } = readAddress(runAddress, address);
      if (run === undefined) throw new NotFound("This check");
      return prepare<Line>({
        name: `bad-rows-of-check-${run}`,
        title: t("check.rows"),
        columns,
        facts: [[t("export.issuer"), scope.issuer.name]],
        definitions: [],
        count: await countCheckedFaults(scope, run),
        portions: checkedPortions(scope, run),
      });
    },
  },
} as const satisfies Record<string, ExportSource>;
