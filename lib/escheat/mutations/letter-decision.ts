import { and, eq } from "drizzle-orm";
import { withScope } from "@/db/client";
import { letterBatch } from "@/db/schema/escheat";
import { Conflict, Forbidden } from "@/lib/errors";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/escheat-filing";
import { lettersName } from "../filing/filing-words";
import { otherPersonOf, personOf } from "../filing/person";
import type { DecideInput, RejectInput } from "../filing/schema";
import { readLetterBatch, requireSealed } from "../queries/letter-store";

/**
 * A second person lets exactly these letters out: what he has read is named by the seal.
 * @throws Forbidden for whoever proposed them, Conflict when they are decided already, or are no longer those.
 */
export function approveLetters(scope: Scope, { batchId, seal }: DecideInput, now: Date): Promise<void> {
  personOf(scope, "escheat.approve");
  return withScope(scope, async (tx) => {
    const batch = await readLetterBatch(tx, scope, batchId, "update");
    const decidedBy = otherPersonOf(scope, "escheat.approve", batch.proposedBy, t("filing.letters.own"));
    if (batch.state !== "proposed")
      throw new Conflict(t("filing.letters.decided", { state: t(`filing.letters.state.${batch.state}`) }));
    if (batch.seal !== seal) throw new Conflict(t("filing.letters.other"));
    await requireSealed(tx, scope, batch);
    await tx
      .update(letterBatch)
      .set({ state: "approved", decidedBy, decidedByName: scope.actor, decidedAt: now })
      .where(and(eq(letterBatch.issuerId, scope.issuerId), eq(letterBatch.id, batchId)));
    await writeAudit(tx, scope, {
      action: "escheat.letters-approved",
      subject: lettersName(batchId, batch),
      detail: { seal },
    });
  });
}

/**
 * Letters that are not to go out. Whoever approves may refuse them, and whoever proposed them may take his own back.
 * @throws Conflict once they are issued.
 */
export function rejectLetters(scope: Scope, { batchId, reason }: RejectInput, now: Date): Promise<void> {
  const person = personOf(scope, "escheat.propose");
  return withScope(scope, async (tx) => {
    const batch = await readLetterBatch(tx, scope, batchId, "update");
    const isOwn = batch.proposedBy === person;
    if (!isOwn && !scope.permissions.has("escheat.approve")) throw new Forbidden();
    if (batch.state === "issued") throw new Conflict(t("filing.letters.issuedStay"));
    if (batch.state === "rejected") throw new Conflict(t("filing.letters.rejectedAgain"));
    await tx
      .update(letterBatch)
      .set({
        state: "rejected",
        // Who proposed them has decided nothing, and the table holds no decision of his own.
        decidedBy: isOwn ? null : person,
        decidedByName: scope.actor,
        decidedAt: now,
        decisionReason: reason,
      })
      .where(and(eq(letterBatch.issuerId, scope.issuerId), eq(letterBatch.id, batchId)));
    await writeAudit(tx, scope, {
      action: "escheat.letters-rejected",
      subject: lettersName(batchId, batch),
      detail: { reason },
    });
  });
}
