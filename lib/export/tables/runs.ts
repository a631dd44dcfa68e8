import { readAddress } from "@/lib/address";
import { countJobs, type JobView, listJobs } from "@/lib/jobs/queries";
import { kindText, percentOf } from "@/lib/jobs/run-text";
import { runListParams } from "@/lib/jobs/schema";
import { t } from "@/lib/messages/runs";
import { type ExportSource, prepare } from "../prepared";
import type { ExportColumn } from "../table";

/** A run's steps and result come along with it: fewer of them stand in memory than of plain rows. */
const PORTION = 500;

const instant = (at: Date | null) => at?.toISOString() ?? null;

const columns: ExportColumn<JobView>[] = [
  { title: t("runs.number"), kind: "count", value: (run) => run.id },
  { title: t("runs.what"), kind: "text", value: (run) => run.label },
  { title: t("runs.kind"), kind: "text", value: (run) => kindText(run.kind) },
  { title: t("runs.state"), kind: "text", value: (run) => t(`run.state.${run.state}`) },
  { title: t("runs.place"), kind: "count", value: (run) => run.place },
  { title: t("runs.progress"), kind: "rate", value: (run) => percentOf(run) / 100 },
  { title: t("runs.reason"), kind: "text", value: (run) => (run.state === "done" ? null : run.error) },
  { title: t("runs.attempts"), kind: "count", value: (run) => run.attempts },
  { title: t("runs.next"), kind: "text", value: (run) => instant(run.nextAttemptAt) },
  { title: t("runs.who"), kind: "text", value: (run) => run.startedByName },
  { title: t("runs.since"), kind: "text", value: (run) => instant(run.createdAt) },
  { title: t("runs.begun"), kind: "text", value: (run) => instant(run.startedAt) },
  { title: t("runs.ended"), kind: "text", value: (run) => instant(run.endedAt) },
];

/** The whole list of background runs, in the state that the page shows. */
export const runTables = {
  runs: {
    permission: "job.read",
    prepare: async (scope, address) => {
      const { state } = readAddress(runListParams, address);
      const states = state === undefined ? [] : [state];
      return prepare<JobView>({
        name: "runs",
        title: t("runs.title"),
        columns,
        facts: [
          [t("export.issuer"), scope.issuer.name],
          [t("runs.state"), state === undefined ? t("runs.all") : t(`run.state.${state}`)],
        ],
        definitions: [],
        count: await countJobs(scope, states),
        portions: (async function* () {
          for (let before: number | undefined; ; ) {
            const rows = await listJobs(scope, { states, limit: PORTION, ...(before === undefined ? {} : { before }) });
            yield rows;
            before = rows.at(-1)?.id;
            if (rows.length < PORTION || before === undefined) return;
          }
        })(),
      });
    },
  },
} as const satisfies Record<string, ExportSource>;
