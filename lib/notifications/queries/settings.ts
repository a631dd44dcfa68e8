import { eq } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { notificationSetting } from "@/db/schema/notification";
import type { Scope } from "@/lib/identity/scope";

export type NotificationSetting = typeof notificationSetting.$inferSelect;

/** How the issuer sends; null where nobody has said so yet: then nothing is proposed and nothing leaves. */
export async function readSetting(tx: Tx, scope: Scope, lock?: "update"): Promise<NotificationSetting | null> {
  const asked = tx.select().from(notificationSetting).where(eq(notificationSetting.issuerId, scope.issuerId));
  const [found] = await (lock ? asked.for(lock) : asked);
  return found ?? null;
}

export const findSetting = (scope: Scope): Promise<NotificationSetting | null> =>
  withScope(scope, (tx) => readSetting(tx, scope), { readOnly: true });
