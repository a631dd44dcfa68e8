import { sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { Conflict } from "@/lib/errors";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import type { Method } from "../constants";
import type { OverrideInput } from "../schema";
import { lockNewestChoice, writeChoice } from "./newest-choice";

/**
 * A person's choice of method for a card type, with the reason; null gives it back to the back-test. It counts from the
 * next version on. @throws NotFound, Conflict when it is so already.
 */
export function chooseMethod(scope: Scope, { cardType: code, method, reason }: OverrideInput): Promise<void> {
  return withScope(scope, async (tx) => {
    const { typeId, before } = await lockNewestChoice(tx, scope, code);
    if (before.method === method) {
      throw new Conflict(method === null ? "The back-test chooses already." : "This method is chosen already.");
    }
    await writeChoice(tx, scope, typeId, { ...before, method, reason });
    const automatic = await automaticMethod(tx, scope, typeId);
    const wordFor = (chosen: Method | null) => chosen ?? automatic;
    await writeAudit(tx, scope, {
      action: "forecast.method-chosen",
      subject: `card type ${code}`,
      detail: { method: [wordFor(before.method), wordFor(method)], reason },
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
