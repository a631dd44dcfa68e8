import { withGate } from "@/db/client";
import { Conflict } from "@/lib/errors";
import { recordAtGate } from "@/lib/identity/mutations/audit";
import { t } from "@/lib/messages/notifications-sending";
import { findRestored, readMarks, tellRefusal, writeMark } from "../sending/queries/mark";
import type { SenderMark } from "../sending/restored";

/**
 * An operator says that this database may send: he knows that no other of its copies does, and what may have left since
 * the backup was taken. A new epoch begins, numbered by the clock so that it is later than any that was ever begun.
 * @throws Conflict when nothing keeps it from sending.
 */
export async function confirmRestored(actor: string, reason: string, now: Date): Promise<SenderMark> {
  const why = await findRestored();
  if (why === null) throw new Conflict(t("notification.sending.notRestored"));
  const mark = await withGate("system", async (tx) => {
    const { database } = await readMarks(tx);
    const next = { ...database, epoch: Math.max(database.epoch + 1, Math.floor(now.getTime() / 1_000)), count: 0 };
    await writeMark(tx, next);
    await tellRefusal(tx, null);
    return next;
  });
  await recordAtGate(
    { issuerId: null, personId: null, actor, address: null },
    { action: "notification.restore-confirmed", subject: why, detail: { reason, identity: mark.identity } },
  );
  return mark;
}
