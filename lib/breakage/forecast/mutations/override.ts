import { and, desc, eq } from "drizzle-orm";
import { withScope } from "@/db/client";
import { forecastOverride } from "@/db/schema/forecast";
import { cardType } from "@/db/schema/programme";
import { Conflict, NotFound } from "@/lib/errors";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import type { OverrideInput } from "../schema";

/**
 * A person's choice of method for a card type, with the reason; null gives it back to the back-test. It counts from the
 * next version on. @throws NotFound, Conflict when it is so already.
 */
export function chooseMethod(scope: Scope, { cardType: code, method, reason }: OverrideInput): Promise<void> {
  return withScope(scope, async (tx) => {
    const [type] = await tx
      .select({ id: cardType.id })
      .from(cardType)
      .where(and(eq(cardType.issuerId, scope.issuerId), eq(cardType.code, code)));
    if (!type) throw new NotFound("This card type");
    const [before] = await tx
      .select({ method: forecastOverride.method })
      .from(forecastOverride)
      .where(and(eq(forecastOverride.issuerId, scope.issuerId), eq(forecastOverride.cardTypeId, type.id)))
      .orderBy(desc(forecastOverride.id))
      .limit(1);
    if ((before?.method ?? null) === method) {
      throw new Conflict(method === null ? "The back-test chooses already." : "This method is chosen already.");
    }
    const by = { createdBy: scope.personId, createdByName: scope.actor };
    await tx.insert(forecastOverride).values({ issuerId: scope.issuerId, cardTypeId: type.id, method, reason, ...by });
    await writeAudit(tx, scope, {
      action: "forecast.method-chosen",
      subject: `card type ${code}`,
      detail: { before: before?.method ?? null, method, reason },
    });
  });
}
