import { and, eq, sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { notificationBatch } from "@/db/schema/notification";
import { readContext } from "@/lib/breakage/queries/context";
import { addDays, type CivilDate, civilDateIn, daysBetween } from "@/lib/dates";
import { Conflict, Invalid } from "@/lib/errors";
import { formatDate } from "@/lib/format";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { IMPORT_LOCK } from "@/lib/ingest/constants";
import { words } from "@/lib/messages/message";
import { notificationProposalMessages } from "@/lib/messages/notifications-proposals";
import { notificationProposingMessages } from "@/lib/messages/notifications-proposing";
import { stateAt } from "../proposals/batch-state";
import { draftOne } from "../proposals/one-draft";
import type { PersonFacts } from "../proposals/people";
import { planByCurrency } from "../proposals/plan-by-currency";
import { householdsOf } from "../proposals/units";
import { readBudgetUsed } from "../queries/budget-used";
import { readCapacityUsed } from "../queries/capacity-used";
import { readParameters } from "../queries/parameters";
import { readProposer } from "../queries/proposer";
import { readScoreCells } from "../queries/score-cells";
import { type BatchRow, readBatch } from "../queries/seal";
import { type NotificationSetting, readSetting } from "../queries/settings";
import { readTemplate, type Template } from "../queries/templates";
import type { EditInput } from "../schema";
import { askApprovers } from "./ask-approvers";
import { gatherPeople } from "./gather";
import { silentWatch } from "./propose";
import { writeProposals } from "./write-proposals";

const t = words(notificationProposalMessages, notificationProposingMessages);

/**
 * Makes another proposal of an open one, with what was edited, and puts it in its place: the people are the same audience, but
 * moments and figures are worked out anew within the window. Whoever edits is its proposer, so that another one decides.
 * @throws NotFound; Conflict where the batch is not open or not the one that was seen; Invalid for a window or text that
 * cannot be, and where nobody is left to write to.
 */
export function editProposal(scope: Scope, input: EditInput, now: Date): Promise<{ id: number }> {
  return withScope(scope, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock_shared(${IMPORT_LOCK}, ${scope.issuerId})`);
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('notification_batch'), ${scope.issuerId}::int)`);
    const batch = await readBatch(tx, scope, input.batchId, "update");
    if (stateAt(batch, now) !== "proposed") throw new Conflict(t("notify.edit.notOpen"));
    if (batch.seal !== input.seal) throw new Conflict(t("notify.edit.other"));
    const setting = await readSetting(tx, scope);
    if (!setting) throw new Invalid(t("notify.propose.noSetting"), { status: 422 });
    const id = await rewrite(tx, scope, { batch, input, setting, now });
    await tx
      .update(notificationBatch)
      .set({ state: "replaced", endedAt: now, note: t("notify.edit.note", { who: scope.actor, id }) })
      .where(and(eq(notificationBatch.issuerId, scope.issuerId), eq(notificationBatch.id, batch.id)));
    const { seal, batchId, ...changes } = input;
    await writeAudit(tx, scope, {
      action: "notification.edited",
      subject: t("notify.batch.name", { id: batchId }),
      detail: { ...changes, seal, into: id },
    });
    await askApprovers(tx, scope);
    return { id };
  });
}

type Edit = {
  readonly batch: BatchRow;
  readonly input: EditInput;
  readonly setting: NotificationSetting;
  readonly now: Date;
};

async function rewrite(tx: Tx, scope: Scope, { batch, input, setting, now }: Edit): Promise<number> {
  const today = civilDateIn(scope.issuer.timeZone, now);
  const window = windowOf(batch, input, setting, today);
  const template = await templateOf(tx, scope, batch, input);
  const scores = await readScoreCells(tx, scope);
  if (!scores) throw new Invalid(t("notify.propose.noScores"), { status: 422 });
  const context = await readContext(tx, scope, null);
  const except = [batch.id];
  const within = { batchId: batch.id, currency: batch.currency };
  const { people, standing } = await gatherPeople(tx, scope, { now, today, scores, except, within });
  const out = await readByHand(tx, scope, batch.id);
  const { households, leftOut } = householdsOf(people.map(byHand(input, out)), standing, batch.currency);
  const plans = planByCurrency(households, {
    parameters: await readParameters(tx, scope),
    setting,
    capacityUsed: await readCapacityUsed(tx, scope, { now, except }),
    budgetUsed: await readBudgetUsed(tx, scope, { now, horizonDays: setting.horizonDays, except }),
    asOf: today,
    currency: scope.issuer.currency,
    window,
  });
  const { reason, channel, currency } = batch;
  const about = { reason, channel, currency, template, windowFrom: window.from, windowTo: window.to };
  const drafted = draftOne(plans, leftOut, about);
  const [id] = await writeProposals(tx, scope, {
    drafted,
    plans,
    setting: { ...setting, holdoutShare: input.holdoutShare ?? batch.holdoutShare },
    scores,
    dataUntil: context.defaultAsOf,
    today,
    now,
    jobRunId: batch.jobRunId,
    proposedBy: await readProposer(tx, scope),
    replaces: batch.id,
    watch: silentWatch,
  });
  if (id === undefined) throw new Invalid(t("notify.edit.nobody"), { status: 422 });
  return id;
}

function windowOf(batch: BatchRow, input: EditInput, { horizonDays }: NotificationSetting, today: CivilDate) {
  const tomorrow = addDays(today, 1);
  const last = addDays(today, horizonDays);
  const from = input.windowFrom ?? laterOf(batch.windowFrom, tomorrow);
  const to = input.windowTo ?? batch.windowTo;
  const fields: Record<string, string> = {};
  if (from < tomorrow) fields.windowFrom = t("notify.edit.tooEarly", { day: formatDate(tomorrow) });
  if (to > last) fields.windowTo = t("notify.edit.tooLate", { day: formatDate(last) });
  if (daysBetween(from, to) < 0) fields.windowTo = t("notify.edit.backwards");
  if (Object.keys(fields).length > 0) throw new Invalid(undefined, { fields });
  return { from, to };
}

/** Days are text that sorts as they do. */
const laterOf = (a: CivilDate, b: CivilDate): CivilDate => (a > b ? a : b);

async function templateOf(tx: Tx, scope: Scope, batch: BatchRow, { templateId }: EditInput): Promise<Template> {
  const template = await readTemplate(tx, scope, templateId ?? batch.templateId);
  const fits = template.channel === batch.channel && template.reason === batch.reason;
  if (!fits) throw new Invalid(undefined, { fields: { templateId: t("notify.edit.otherTemplate") } });
  if (template.withdrawnAt !== null)
    throw new Invalid(undefined, { fields: { templateId: t("notify.edit.withdrawn") } });
  return template;
}

/** Whom an earlier edit took out: he stays out. */
async function readByHand(tx: Tx, scope: Scope, batchId: number): Promise<number[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select customer_id as id from silver.notification_member
    where issuer_id = ${scope.issuerId} and batch_id = ${batchId} and left_out = 'by-hand'`);
  return rows.map(({ id }) => Number(id));
}

/** Who is taken out by the editor, now or before; what another rule says of him stays. */
function byHand(
  { leastValue, without = [] }: EditInput,
  before: readonly number[],
): (facts: PersonFacts) => PersonFacts {
  const least = BigInt(leastValue ?? "0");
  const out = new Set([...without, ...before]);
  return (facts) =>
    facts.rule === null && (facts.value < least || out.has(facts.customerId)) ? { ...facts, rule: "by-hand" } : facts;
}
