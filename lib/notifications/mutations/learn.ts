import { withScope } from "@/db/client";
import { notificationParameter } from "@/db/schema/notification";
import { Conflict } from "@/lib/errors";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/notifications-results";
import { listLearned } from "../queries/learned";
import { sixDigits } from "../trial/learned";
import type { LearnInput } from "../trial/schema";
import { isSpending } from "../trial/spending";

/**
 * Takes what the hold-outs have measured over as the figure for a channel and a reason, from the next proposal on. A person
 * does it: a figure that every proposal hangs on does not change by itself.
 * @throws Conflict where another figure has been measured since he looked, or none.
 */
export async function takeLearned(scope: Scope, input: LearnInput, now: Date): Promise<{ id: number }> {
  const { name, channel, reason } = input;
  const line = (await listLearned(scope)).find(
    (one) => one.name === name && one.channel === channel && one.reason === reason,
  );
  if (!line || sixDigits(line.learned.value) !== sixDigits(input.value))
    throw new Conflict(t("results.learn.meanwhile"));
  const { value, low, high, batches } = line.learned;
  const source = t(isSpending(name) ? "results.learn.source.spending" : "results.learn.source", {
    n: batches.length,
    batches: batches.join(", "),
  });
  return withScope(scope, async (tx) => {
    const [row] = await tx
      .insert(notificationParameter)
      .values({
        issuerId: scope.issuerId,
        name,
        channel,
        reason,
        value: sixDigits(value),
        low,
        high,
        origin: "measured",
        source,
        batches: [...batches],
        personId: scope.personId,
        createdByName: scope.actor,
        createdAt: now,
      })
      .returning({ id: notificationParameter.id });
    if (!row) throw new Error("The figure was not stored");
    const detail = { channel, reason, value, low, high, batches };
    await writeAudit(tx, scope, { action: "notification.parameter-measured", subject: name, detail });
    return { id: row.id };
  });
}
