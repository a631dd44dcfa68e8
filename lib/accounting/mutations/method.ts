import { and, eq, inArray } from "drizzle-orm";
import { withScope } from "@/db/client";
import { accountingMethod } from "@/db/schema/accounting";
import { cardType } from "@/db/schema/programme";
import { Conflict, Invalid, NotFound } from "@/lib/errors";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { methodIn } from "../method";
import { constraintOf, versionsByType } from "../method-rows";
import { isLocked } from "../month-lock";
import { listMethodRows } from "../queries/estimates";
import { listLocks } from "../queries/stored";
import type { MethodInput } from "../schema";

/** How many of the card types it was chosen for; those that had it already are not among them. */
export type MethodChosen = { readonly changed: number };

/**
 * A method for programmes from a month on, with the reason. What was planned for later months goes.
 * @throws NotFound for a card type that is not there, Invalid for a locked month and for cards that were given away, Conflict
 * when it is so already for all of them.
 */
export function chooseRecognition(scope: Scope, input: MethodInput, now: Date): Promise<MethodChosen> {
  return withScope(scope, async (tx) => {
    const codes = [...new Set(input.cardTypes)];
    const types = await tx
      .select({ id: cardType.id, code: cardType.code, promotional: cardType.promotional })
      .from(cardType)
      .where(and(eq(cardType.issuerId, scope.issuerId), inArray(cardType.code, codes)));
    if (types.length < codes.length) throw new NotFound("A card type of these");
    const given = types.filter(({ promotional }) => promotional === true);
    if (given.length > 0) {
      const message = `Cards of ${given.map(({ code }) => code).join(", ")} were given away: nothing of them is ever breakage revenue.`;
      throw new Invalid(message, { fields: { cardTypes: message } });
    }
    if (isLocked(await listLocks(tx, scope.issuerId), input.from)) {
      const message = `${input.from.slice(0, 7)} is locked: a method can begin in an open month.`;
      throw new Invalid(message, { fields: { from: message } });
    }
    const versions = versionsByType(await listMethodRows(tx, scope.issuerId, null));
    const constraint = JSON.stringify(constraintOf(input.constraintKind, input.constraintValue));
    const changed = types.filter(({ id }) => {
      const own = versions.get(id) ?? [];
      const holds = methodIn(own, input.from);
      return holds?.method !== input.method || JSON.stringify(holds.constraint) !== constraint || holds.to !== null;
    });
    if (changed.length === 0) throw new Conflict("This method is in force already.");
    await tx.insert(accountingMethod).values(
      changed.map(({ id }) => ({
        issuerId: scope.issuerId,
        cardTypeId: id,
        effectiveFrom: input.from,
        method: input.method,
        constraintKind: input.constraintKind,
        constraintValue: input.constraintValue,
        reason: input.reason,
        createdBy: scope.personId,
        createdByName: scope.actor,
        createdAt: now,
      })),
    );
    const names = changed.map(({ code }) => code).sort();
    await writeAudit(tx, scope, {
      action: "accounting.method-chosen",
      subject: names.length === 1 ? `card type ${names[0]}` : `${names.length} card types`,
      detail: {
        method: input.method,
        from: input.from.slice(0, 7),
        constraint: `${input.constraintKind} ${input.constraintValue}`,
        reason: input.reason,
        cardTypes: names.join(", "),
      },
    });
    return { changed: changed.length };
  });
}
