import { and, eq, gt } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { noteSnooze } from "@/db/schema/programme";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";

/** What this person has set aside beyond today, by cause; of a key or a run, nothing. */
export async function readSnoozed(tx: Tx, scope: Scope, today: CivilDate): Promise<ReadonlyMap<string, CivilDate>> {
  if (scope.personId === null) return new Map();
  const { issuerId, personId, cause, until } = noteSnooze;
  const rows = await tx
    .select({ cause, until })
    .from(noteSnooze)
    .where(and(eq(issuerId, scope.issuerId), eq(personId, scope.personId), gt(until, today)));
  return new Map(rows.map((row) => [row.cause, row.until]));
}
