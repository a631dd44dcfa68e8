import { Conflict } from "@/lib/errors";
import { scopeForOperator } from "@/lib/identity/scope";
import { jobStates } from "@/lib/jobs/constants";
import { cancelJob, retryJob } from "@/lib/jobs/mutations";
import { getJob, type JobView, listJobPage } from "@/lib/jobs/queries";
import { runListQuery } from "@/lib/jobs/schema";
import { parseInput } from "@/lib/validation";
import { command, UsageError } from "./command";
import { issuer } from "./options";
import { textTable } from "./table";

const run = { name: "RUN", summary: "the number of the run", required: true } as const;

function runId(text: string | undefined): number {
  if (!text || !/^\d{1,9}$/.test(text)) throw new UsageError("RUN must be the number of a run.");
  return Number(text);
}

const table = (runs: readonly JobView[]) =>
  textTable<JobView>(
    [
      { title: "Run", text: ({ id }) => String(id), right: true },
      { title: "State", text: ({ state, place }) => (place === null ? state : `${state}, place ${place}`) },
      { title: "Done", text: ({ progress }) => `${Math.floor(progress * 100)} %`, right: true },
      { title: "Attempts", text: ({ attempts, attemptsAllowed }) => `${attempts} of ${attemptsAllowed}`, right: true },
      { title: "Started by", text: ({ startedByName }) => startedByName },
      { title: "Asked for", text: ({ createdAt }) => createdAt.toISOString() },
      { title: "Next attempt", text: ({ nextAttemptAt }) => nextAttemptAt?.toISOString() ?? "" },
      { title: "What", text: ({ label }) => label },
      { title: "Reason", text: ({ error }) => error ?? "" },
    ],
    runs,
  );

export const commands = [
  command({
    name: "list",
    summary: "The issuer's background runs, newest first",
    options: {
      issuer,
      state: { type: "string", value: "STATE", summary: `only ${jobStates.join(", ")}` },
      limit: { type: "string", value: "N", summary: "how many, at most 200; by default 50" },
      before: { type: "string", value: "RUN", summary: "only runs older than this one" },
    },
    run: async ({ values: { issuer: code, ...given } }) => {
      const asked = Object.entries(given).filter(([, value]) => value !== undefined);
      const query = parseInput(runListQuery, Object.fromEntries(asked));
      const { items: runs, before } = await listJobPage(await scopeForOperator(code), query);
      const more = before === null ? "" : `\n\nThere are more: --before ${before}`;
      return { json: { runs, before }, text: runs.length === 0 ? "There are no such runs." : table(runs) + more };
    },
  }),
  command({
    name: "retry",
    summary: "Queues a failed or cancelled run again, with the input it had",
    arguments: [run],
    options: { issuer },
    run: async ({ values, args }) => {
      const id = runId(args[0]);
      await retryJob(await scopeForOperator(values.issuer), id);
      return { json: { run: id, state: "queued" }, text: `Run ${id} is queued again.` };
    },
  }),
  command({
    name: "cancel",
    summary: "Cancels a run: a waiting one at once, a running one within seconds",
    arguments: [run],
    options: { issuer },
    run: async ({ values, args }) => {
      const id = runId(args[0]);
      const scope = await scopeForOperator(values.issuer);
      await cancelJob(scope, id);
      const { state } = await ended(() => getJob(scope, id));
      return { json: { run: id, state }, text: `Run ${id} is ${state}.` };
    },
  }),
];

/** Waits a little for the worker that has the run in hand, so that the answer is what came of it. */
async function ended(find: () => Promise<JobView>): Promise<JobView> {
  for (let waited = 0; ; waited += 200) {
    const found = await find();
    if (found.endedAt !== null) return found;
    if (waited >= 10_000) throw new Conflict("The run has been told to stop and has not done so yet.");
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
