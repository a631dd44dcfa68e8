import { withScope } from "@/db/client";
import { noteSnooze } from "@/db/schema/programme";
import { addDays, type CivilDate, civilDateIn } from "@/lib/dates";
import { Forbidden } from "@/lib/errors";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/overview";
import type { SnoozeInput } from "./schema";

/**
 * Sets a note aside for the one who asks, for so many days from today; 0 shows it again. Others see it as before, and another
 * cause is another note. @throws Forbidden for whatever is no person.
 */
export async function snoozeNote(scope: Scope, { cause, days }: SnoozeInput, now: Date): Promise<{ until: CivilDate }> {
  const { issuerId, personId } = scope;
  if (personId === null) throw new Forbidden(t("notes.snooze.person"));
  const until = addDays(civilDateIn(scope.issuer.timeZone, now), days);
  return withScope(scope, async (tx) => {
    await tx
      .insert(noteSnooze)
      .values({ issuerId, personId, cause, until })
      .onConflictDoUpdate({ target: [noteSnooze.issuerId, noteSnooze.personId, noteSnooze.cause], set: { until } });
    await writeAudit(tx, scope, { action: "note.snoozed", subject: cause, detail: { until } });
    return { until };
  });
}
