import { withScope } from "@/db/client";
import { naupa2Layout } from "@/db/schema/escheat";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { readLayout } from "../filing/layout-text";
import type { LayoutInput } from "../filing/schema";

/** Keeps a layout as it was typed in, in place of the one before. @throws Invalid that names every line that is wrong. */
export function saveLayout(scope: Scope, { text, propertyCode }: LayoutInput, now: Date): Promise<{ fields: number }> {
  const fields = readLayout(text);
  const kept = {
    fields: fields.map((field) => ({ ...field })),
    propertyCode,
    updatedByName: scope.actor,
    updatedAt: now,
  };
  return withScope(scope, async (tx) => {
    await tx
      .insert(naupa2Layout)
      .values({ issuerId: scope.issuerId, ...kept })
      .onConflictDoUpdate({ target: naupa2Layout.issuerId, set: kept });
    await writeAudit(tx, scope, {
      action: "escheat.layout-changed",
      subject: "NAUPA II",
      detail: { fields: fields.length, propertyCode },
    });
    return { fields: fields.length };
  });
}
