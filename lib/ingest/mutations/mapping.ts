import { and, eq, sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { importMapping } from "@/db/schema/import";
import { Conflict, NotFound } from "@/lib/errors";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Mapping } from "../mapping/schema";
import type { LoadScope } from "../plan";
import { refuseTwoOrders } from "./plan";

/** Saves a mapping under a name. @throws Invalid where it reads days in two orders, Conflict when one of that name is there and nobody has said to replace it. */
export async function saveMapping(
  scope: LoadScope,
  input: { name: string; mapping: Mapping; replace: boolean },
): Promise<{ id: number }> {
  refuseTwoOrders(input.mapping);
  return withScope(scope, async (tx) => {
    const insert = tx
      .insert(importMapping)
      .values({ issuerId: scope.issuerId, name: input.name, document: input.mapping, updatedBy: scope.personId });
    const target = [importMapping.issuerId, importMapping.name];
    const set = { document: input.mapping, updatedBy: scope.personId, updatedAt: sql`now()` };
    const [saved] = await (input.replace
      ? insert.onConflictDoUpdate({ target, set })
      : insert.onConflictDoNothing({ target })
    ).returning({ id: importMapping.id });
    if (!saved) {
      throw new Conflict(`A mapping is already saved as "${input.name}".`, {
        fields: { name: "There is a mapping of this name already." },
      });
    }
    await writeAudit(tx, scope, { action: "mapping.saved", subject: input.name });
    return saved;
  });
}

/** @throws NotFound */
export function removeMapping(scope: LoadScope, id: number): Promise<void> {
  return withScope(scope, async (tx) => {
    const [gone] = await tx
      .delete(importMapping)
      .where(and(eq(importMapping.id, id), eq(importMapping.issuerId, scope.issuerId)))
      .returning({ name: importMapping.name });
    if (!gone) throw new NotFound("This mapping");
    await writeAudit(tx, scope, { action: "mapping.removed", subject: gone.name });
  });
}
