import { and, eq, inArray } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { notificationBatch, notificationSetting } from "@/db/schema/notification";
import { Conflict, Forbidden } from "@/lib/errors";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/notifications-decision";
import { type IssuerPause, pauseOf, whyNotAll } from "../approval/issuer-pause";
import type { HoldAllInput } from "../approval/schema";
import { type NamedDecider, requireDecider } from "../queries/approval-decider";
import { readSetting } from "../queries/settings";
import { keepCapacity } from "./keep-capacity";

/**
 * Nothing more of any batch is begun, notices that the law demands among them; what is being handed over at this moment
 * still ends. Batches keep their own states, so that letting go starts none that was held by itself.
 * @throws Forbidden, Conflict when it is so already.
 */
export function pauseAll(scope: Scope, { reason }: HoldAllInput, now: Date, as?: string): Promise<IssuerPause> {
  return withScope(scope, async (tx) => {
    const { decider } = await openHold(tx, scope, "pause", as);
    const pause = { since: now.toISOString(), by: decider.name, why: reason };
    await change(tx, scope, { pausedAt: now, pausedByName: decider.name, pausedWhy: reason });
    await writeAudit(
      tx,
      { ...scope, ...pick(decider) },
      {
        action: "notification.all-paused",
        subject: scope.issuer.name,
        detail: { reason },
      },
    );
    return pause;
  });
}

/** Everything goes on where it was. @throws Forbidden, Conflict when nothing is held. */
export function resumeAll(scope: Scope, { reason }: HoldAllInput, now: Date, as?: string): Promise<void> {
  return withScope(scope, async (tx) => {
    const { decider, pause } = await openHold(tx, scope, "resume", as);
    await change(tx, scope, { pausedAt: null, pausedByName: null, pausedWhy: null });
    // Not those that are held by themselves: they are spread when they go on.
    const going = and(
      eq(notificationBatch.issuerId, scope.issuerId),
      inArray(notificationBatch.state, ["approved", "sending"]),
    );
    const { id, channel } = notificationBatch;
    for (const batch of await tx.select({ id, channel }).from(notificationBatch).where(going).orderBy(id))
      await keepCapacity(tx, scope, batch, now);
    await writeAudit(
      tx,
      { ...scope, ...pick(decider) },
      {
        action: "notification.all-resumed",
        subject: scope.issuer.name,
        detail: { reason, resumedAt: now.toISOString(), paused: pause },
      },
    );
  });
}

const pick = ({ personId, actor }: NamedDecider) => ({ personId, actor });

type Held = Pick<typeof notificationSetting.$inferInsert, "pausedAt" | "pausedByName" | "pausedWhy">;

const change = (tx: Tx, scope: Scope, held: Held) =>
  tx.update(notificationSetting).set(held).where(eq(notificationSetting.issuerId, scope.issuerId));

type Holding = { readonly decider: NamedDecider; readonly pause: IssuerPause | null };

/** Of two who press at once the second is told that it is done: the setting's row is held until the word is written. */
async function openHold(tx: Tx, scope: Scope, act: "pause" | "resume", as?: string): Promise<Holding> {
  const decider = await requireDecider(tx, scope, as);
  const setting = await readSetting(tx, scope, "update");
  const pause = pauseOf(setting);
  const refusal = whyNotAll(decider.permissions, act, pause);
  if (refusal?.kind === "forbidden") throw new Forbidden(refusal.sentence);
  if (refusal) throw new Conflict(refusal.sentence);
  if (!setting) throw new Conflict(t("notification.approval.noRules"));
  return { decider, pause };
}
