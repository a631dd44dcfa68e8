import { and, desc, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { forecastOverride } from "@/db/schema/forecast";
import { cardType } from "@/db/schema/programme";
import { NotFound } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import type { Method } from "../constants";
import type { Judgement } from "../judgement";

export type TypeChoice = Judgement & { readonly method: Method | null };

/**
 * What counts for a card type now. A row holds all of it, so the type is locked: of two people who choose at once the second
 * adds to what the first chose. @throws NotFound.
 */
export async function lockNewestChoice(
  tx: Tx,
  scope: Scope,
  code: string,
): Promise<{ readonly typeId: number; readonly before: TypeChoice }> {
  const [type] = await tx
    .select({ id: cardType.id })
    .from(cardType)
    .where(and(eq(cardType.issuerId, scope.issuerId), eq(cardType.code, code)))
    .for("no key update");
  if (!type) throw new NotFound("This card type");
  const { method, leftOut, settledAge } = forecastOverride;
  const [before] = await tx
    .select({ method, leftOut, settledAge })
    .from(forecastOverride)
    .where(and(eq(forecastOverride.issuerId, scope.issuerId), eq(forecastOverride.cardTypeId, type.id)))
    .orderBy(desc(forecastOverride.id))
    .limit(1);
  return { typeId: type.id, before: before ?? { method: null, leftOut: [], settledAge: null } };
}

export async function writeChoice(
  tx: Tx,
  scope: Scope,
  typeId: number,
  { method, leftOut, settledAge, reason }: TypeChoice & { readonly reason: string },
): Promise<void> {
  await tx.insert(forecastOverride).values({
    issuerId: scope.issuerId,
    cardTypeId: typeId,
    method,
    leftOut: [...leftOut],
    settledAge,
    reason,
    createdBy: scope.personId,
    createdByName: scope.actor,
  });
}
