import { scopeForOperator } from "@/lib/identity/scope";
import { measureBatches } from "@/lib/notifications/mutations/measure";
import { listLearned } from "@/lib/notifications/queries/learned";
import { getResult, listResults, type ResultListed } from "@/lib/notifications/queries/results";
import { learnedJson, resultJson, resultListedJson } from "@/lib/notifications/trial/json";
import { estimate, intervalText, kindText, points, verdictSentence } from "@/lib/notifications/trial/result-words";
import { command, UsageError } from "./command";
import { textTable } from "./table";

export const resultCommands = [
  command({
    name: "results",
    summary: "What reminders brought against who was held out; of one batch in full with --batch",
    options: {
      issuer: { type: "string", value: "CODE", required: true, summary: "the issuer's code" },
      batch: { type: "string", value: "N", summary: "the number of a batch that was sent" },
      measure: { type: "boolean", summary: "measure first, on the newest day with data" },
    },
    run: async ({ values, note }) => {
      const scope = await scopeForOperator(values.issuer);
      const batchId = values.batch === undefined ? undefined : numberOf(values.batch);
      if (values.measure) {
        const only = batchId === undefined ? {} : { batchId };
        const { measuredOn, batches } = await measureBatches(scope, only, { now: new Date() });
        note(
          `Measured ${batches.length === 1 ? "1 batch" : `${batches.length} batches`}, of data up to ${measuredOn}.`,
        );
      }
      if (batchId !== undefined) {
        const result = await getResult(scope, batchId);
        return { json: resultJson(result), text: [tableOf([result]), verdictSentence(result, "en") ?? ""].join("\n") };
      }
      const results = await listResults(scope);
      const learned = await listLearned(scope, results);
      return {
        json: { items: results.map(resultListedJson), learned: learned.map(learnedJson) },
        text: results.length === 0 ? "Nothing has been sent yet." : tableOf(results),
      };
    },
  }),
];

function numberOf(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UsageError(`--batch is the number of a batch, not "${text}".`);
  return Number(text);
}

function tableOf(results: readonly ResultListed[]): string {
  const effect = (row: ResultListed, name: "any" | "redeemed") => row.newest?.report.effects?.[name].adjusted ?? null;
  return textTable<ResultListed>(
    [
      { title: "batch", right: true, text: ({ batchId }) => String(batchId) },
      { title: "of", text: kindText },
      { title: "measured", text: ({ newest }) => newest?.measuredOn ?? "-" },
      { title: "reminded", right: true, text: ({ newest }) => String(newest?.report.remind.n ?? "-") },
      { title: "held out", right: true, text: ({ newest }) => String(newest?.report.control.n ?? "-") },
      {
        title: "rise",
        right: true,
        text: (row) => {
          const found = effect(row, "any");
          return found ? points(found.effect, "en") : "-";
        },
      },
      {
        title: "per mailbox",
        right: true,
        text: (row) => {
          const found = effect(row, "redeemed");
          if (!found) return "-";
          const write = (value: number) => estimate(value, row.currency, "en");
          return `${write(found.effect)} (${intervalText(found, write)})`;
        },
      },
      { title: "verdict", text: ({ newest }) => newest?.report.verdict ?? "-" },
    ],
    results,
  );
}
