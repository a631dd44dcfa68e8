import { eq } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { naupa2Layout } from "@/db/schema/escheat";
import type { Scope } from "@/lib/identity/scope";
import { type Layout, layoutSchema } from "../report-file/naupa2/layout";

/** The issuer's layout of NAUPA II, as somebody typed it in; null before that. */
export async function findLayout(
  tx: Tx,
  scope: Scope,
): Promise<{ readonly layout: Layout; readonly propertyCode: string | null } | null> {
  const [found] = await tx.select().from(naupa2Layout).where(eq(naupa2Layout.issuerId, scope.issuerId));
  return found ? { layout: layoutSchema.parse(found.fields), propertyCode: found.propertyCode } : null;
}

export type KeptLayout = {
  readonly layout: Layout;
  readonly propertyCode: string | null;
  readonly updatedByName: string;
  readonly updatedAt: string;
};

export function getLayout(scope: Scope): Promise<KeptLayout | null> {
  return withScope(
    scope,
    async (tx) => {
      const [found] = await tx.select().from(naupa2Layout).where(eq(naupa2Layout.issuerId, scope.issuerId));
      return found
        ? {
            layout: layoutSchema.parse(found.fields),
            propertyCode: found.propertyCode,
            updatedByName: found.updatedByName,
            updatedAt: found.updatedAt.toISOString(),
          }
        : null;
    },
    { readOnly: true },
  );
}
