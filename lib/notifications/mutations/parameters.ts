import { withScope } from "@/db/client";
import { notificationParameter } from "@/db/schema/notification";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import type { ParameterInput } from "../proposals/parameter-schema";

/** Adds a figure of the issuer's own; it holds from the next proposal on. @returns its number. */
export function setParameter(scope: Scope, input: ParameterInput, now: Date): Promise<{ id: number }> {
  const currency = input.currency === scope.issuer.currency ? null : input.currency;
  return withScope(scope, async (tx) => {
    const [row] = await tx
      .insert(notificationParameter)
      .values({
        ...input,
        currency,
        issuerId: scope.issuerId,
        origin: "set",
        personId: scope.personId,
        createdByName: scope.actor,
        createdAt: now,
      })
      .returning({ id: notificationParameter.id });
    if (!row) throw new Error("The figure was not stored");
    await writeAudit(tx, scope, { action: "notification.parameter-set", subject: input.name, detail: { ...input } });
    return { id: row.id };
  });
}
