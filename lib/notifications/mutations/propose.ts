import { sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { readContext } from "@/lib/breakage/queries/context";
import { civilDateIn } from "@/lib/dates";
import { Invalid } from "@/lib/errors";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { IMPORT_LOCK } from "@/lib/ingest/constants";
import { t } from "@/lib/messages/notifications-proposing";
import { draftBatches } from "../proposals/drafts";
import { planByCurrency } from "../proposals/plan-by-currency";
import type { ProposeOutcome } from "../proposals/run-outcome";
import { householdsOf } from "../proposals/units";
import { readBudgetUsed } from "../queries/budget-used";
import { readCapacityUsed } from "../queries/capacity-used";
import { readParameters } from "../queries/parameters";
import { readProposer } from "../queries/proposer";
import { readScoreCells } from "../queries/score-cells";
import { readSetting } from "../queries/settings";
import { readTemplates } from "../queries/templates";
import { askApprovers } from "./ask-approvers";
import { expireProposals } from "./expire";
import { gatherPeople } from "./gather";
import { listUntouched, replaceProposals } from "./replace";
import { writeProposals } from "./write-proposals";

export const proposeSteps = ["finding", "planning", "writing"] as const;
export type ProposeStep = (typeof proposeSteps)[number];

export type ProposeWatch = {
  step<T>(name: ProposeStep, work: () => Promise<T>): Promise<T>;
  /** Of the step, from 0 to 1. */
  progress(fraction: number, note?: string): void;
  throwIfCancelled(): void;
};
export const silentWatch: ProposeWatch = { step: (_, work) => work(), progress: () => {}, throwIfCancelled: () => {} };

export type ProposeOptions = {
  readonly now: Date;
  readonly watch?: ProposeWatch;
  readonly jobRunId?: number;
  /** Who asked for it where a run does it in his name; by default whoever the scope is of. */
  readonly proposedBy?: number | null;
  readonly transaction?: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** In the transaction of the proposals, as the last thing there. */
  readonly finish?: (tx: Tx, outcome: ProposeOutcome) => Promise<void>;
};

/**
 * Plans reminders for everybody with value at stake and writes them as batches for others to decide about, in one
 * transaction. What earlier runs proposed and nobody touched gives way to the new; who stands in any other open batch is
 * planned elsewhere. Imports are locked out, so that all figures are of one moment.
 * @throws Invalid where nobody has said how to send.
 */
export function proposeReminders(scope: Scope, options: ProposeOptions): Promise<ProposeOutcome> {
  const open = options.transaction ?? ((work) => withScope(scope, work));
  const watch = options.watch ?? silentWatch;
  return open(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock_shared(${IMPORT_LOCK}, ${scope.issuerId})`);
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('notification_batch'), ${scope.issuerId}::int)`);
    const outcome = await propose(tx, scope, { ...options, watch });
    await writeAudit(tx, scope, {
      action: "notification.proposed",
      subject: t("notify.propose.label"),
      detail: { ...outcome },
    });
    await askApprovers(tx, scope);
    await options.finish?.(tx, outcome);
    return outcome;
  });
}

const nothing = (proposed: ProposeOutcome["proposed"]): ProposeOutcome => ({
  proposed,
  batches: [],
  people: 0,
  messages: 0,
  audience: 0,
  later: 0,
  anonymousCards: 0,
  nowhere: {},
  replaced: 0,
  gap: 0,
});

async function propose(
  tx: Tx,
  scope: Scope,
  { now, watch, jobRunId, ...asked }: ProposeOptions & { readonly watch: ProposeWatch },
): Promise<ProposeOutcome> {
  const setting = await readSetting(tx, scope);
  if (!setting) throw new Invalid(t("notify.propose.noSetting"), { status: 422 });
  await expireProposals(tx, scope, now);
  const context = await readContext(tx, scope, null);
  if (context.dataUntil === null) return nothing("no-data");
  const templates = await readTemplates(tx, scope);
  if (templates.every(({ withdrawnAt }) => withdrawnAt !== null)) return nothing("no-templates");
  const scores = await readScoreCells(tx, scope);
  if (!scores) return nothing("no-scores");

  const today = civilDateIn(scope.issuer.timeZone, now);
  const replaced = await listUntouched(tx, scope, now);
  const gathered = await watch.step("finding", () =>
    gatherPeople(tx, scope, {
      now,
      today,
      scores,
      except: replaced,
      each: (read, all) => {
        watch.throwIfCancelled();
        watch.progress(all > 0 ? Math.min(1, read / all) : 1, read.toLocaleString("en"));
      },
    }),
  );

  const planned = await watch.step("planning", async () => {
    const { households, leftOut } = householdsOf(gathered.people, gathered.standing, scope.issuer.currency);
    const plans = planByCurrency(households, {
      parameters: await readParameters(tx, scope),
      setting,
      capacityUsed: await readCapacityUsed(tx, scope, { now, except: replaced }),
      budgetUsed: await readBudgetUsed(tx, scope, { now, horizonDays: setting.horizonDays, except: replaced }),
      asOf: today,
      currency: scope.issuer.currency,
    });
    watch.throwIfCancelled();
    return { plans, drafted: draftBatches(plans, leftOut, templates) };
  });

  const { drafted, plans } = planned;
  const proposedBy = asked.proposedBy === undefined ? await readProposer(tx, scope) : asked.proposedBy;
  const batches = await watch.step("writing", () =>
    writeProposals(tx, scope, {
      ...planned,
      setting,
      scores,
      dataUntil: context.defaultAsOf,
      today,
      now,
      jobRunId: jobRunId ?? null,
      proposedBy,
      watch,
    }),
  );
  const gone = batches.length > 0 ? await replaceProposals(tx, scope, replaced, now) : 0;
  const sum = (count: (draft: (typeof drafted.drafts)[number]) => number) =>
    drafted.drafts.reduce((total, draft) => total + count(draft), 0);
  return {
    proposed: batches.length > 0 ? "made" : "nothing",
    batches,
    people: sum(({ people }) => people),
    messages: sum(({ units }) => units.length),
    audience: sum(({ audience }) => audience),
    later: drafted.later,
    anonymousCards: gathered.totals.anonymousCards,
    nowhere: Object.fromEntries(Object.entries(drafted.nowhere).map(([rule, count]) => [rule, count ?? 0])),
    replaced: gone,
    gap: plans.reduce((most, { plan }) => Math.max(most, plan.gap), 0),
  };
}
