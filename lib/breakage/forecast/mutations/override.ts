import { and, desc, eq, sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { forecastOverride } from "@/db/schema/forecast";
import { cardType } from "@/db/schema/programme";
import { Conflict, NotFound } from "@/lib/errors";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import type { Method } from "../constants";
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
    const automatic = await automaticMethod(tx, scope, type.id);
    const wordFor = (chosen: Method | null) => chosen ?? automatic;
    await writeAudit(tx, scope, {
      action: "forecast.method-chosen",
      subject: `card type ${code}`,
      detail: { method: [wordFor(before?.method ?? null), wordFor(method)], reason },
    });
  });
}

/** How the audit trail names what the back-test chooses: with the method of the newest version in which it did. */
async function automaticMethod(tx: Tx, scope: Scope, cardTypeId: number): Promise<string> {
  const [found] = await tx.execute<{ method: Method }>(sql`
    select t.method from gold.forecast_type t
    join gold.forecast f on f.issuer_id = t.issuer_id and f.id = t.forecast_id
    join silver.card_type y on y.id = t.card_type_id
    where t.issuer_id = ${scope.issuerId} and t.card_type_id = ${cardTypeId} and not f.parameters->'overrides' ? y.code
    order by f.data_date desc, f.id desc limit 1`);
  return found ? `automatic (${found.method})` : "automatic";
}
