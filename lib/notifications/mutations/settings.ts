import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { notificationSetting } from "@/db/schema/notification";
import { Conflict } from "@/lib/errors";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/notifications-proposals";
import { differences } from "@/lib/programme/differences";
import type { SettingInput } from "../proposals/setting-schema";
import { readSetting } from "../queries/settings";

/** How the issuer sends, as a whole. @throws Conflict when somebody else changed it since it was read. */
export function saveSetting(scope: Scope, input: SettingInput, now: Date): Promise<{ updatedAt: string }> {
  const { seen, ...wanted } = input;
  return withScope(scope, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('notification_setting'), ${scope.issuerId}::int)`);
    const before = await readSetting(tx, scope);
    if ((before?.updatedAt.toISOString() ?? null) !== seen) throw new Conflict(t("notify.settings.meanwhile"));
    // The table keeps the share in single precision.
    const values = { ...wanted, holdoutShare: Math.fround(wanted.holdoutShare) };
    const changed = differences<object>(before ?? {}, values);
    if (before && Object.keys(changed).length === 0) return { updatedAt: before.updatedAt.toISOString() };
    const row = { ...values, updatedByName: scope.actor, updatedAt: now };
    await tx
      .insert(notificationSetting)
      .values({ issuerId: scope.issuerId, ...row })
      .onConflictDoUpdate({ target: notificationSetting.issuerId, set: row });
    await writeAudit(tx, scope, {
      action: "notification.settings-changed",
      subject: scope.issuer.name,
      detail: plain(changed),
    });
    return { updatedAt: now.toISOString() };
  });
}

/** JSON has no whole numbers of any size: amounts are told as text. */
const plain = (changed: Readonly<Record<string, readonly unknown[]>>) =>
  Object.fromEntries(
    Object.entries(changed).map(([field, pair]) => [
      field,
      pair.map((value) => (typeof value === "bigint" ? value.toString() : value)),
    ]),
  );
