import { and, eq, sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { importMapping } from "@/db/schema/import";
import { NotFound } from "@/lib/errors";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Mapping } from "../mapping/schema";
import type { LoadScope } from "../plan";

/** Saves a mapping under a name; the same name again replaces it. */
export function saveMapping(scope: LoadScope, input: { name: string; mapping: Mapping }): Promise<{ id: number }> {
  return withScope(scope, async (tx) => {
    const [saved] = await tx
      .insert(importMapping)
      .values({ issuerId: scope.issuerId, name: input.name, document: input.mapping, updatedBy: scope.personId })
      .onConflictDoUpdate({
        target: [importMapping.issuerId, importMapping.name],
        set: { document: input.mapping, updatedBy: scope.personId, updatedAt: sql`now()` },
      })
      .returning({ id: importMapping.id });
    if (!saved) throw new Error("The mapping was not stored");
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
