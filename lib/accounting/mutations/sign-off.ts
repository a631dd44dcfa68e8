import { and, eq, inArray, isNull } from "drizzle-orm";
import { withScope } from "@/db/client";
import { accountingMonth } from "@/db/schema/accounting";
import type { CivilDate } from "@/lib/dates";
import { Conflict, Forbidden, NotFound } from "@/lib/errors";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { signOff } from "../month-lock";
import { listLocks, readStoredRows } from "../queries/stored";

export type SignedOff = { readonly months: readonly CivilDate[] };

/**
 * Signs a locked month off, and with it every one before it that nobody has signed yet.
 * @throws NotFound for a month that is not locked, Forbidden for one that he locked himself, Conflict when it is signed off
 * already or its rows are no longer what was locked
 */
export function signOffBooks(scope: Scope, { month }: { month: CivilDate }, now: Date): Promise<SignedOff> {
  const { personId, issuerId } = scope;
  if (personId === null) throw new Forbidden("Months are signed off by a person.");
  return withScope(scope, async (tx) => {
    const locks = await listLocks(tx, issuerId);
    const asked = locks.find((lock) => lock.month === month);
    if (!asked) throw new NotFound("A locked month of this date");
    if (asked.signedOffBy !== null) throw new Conflict(`${month.slice(0, 7)} is signed off already.`);
    const waiting = locks.filter((lock) => lock.month <= month && lock.signedOffBy === null);
    for (const lock of waiting) {
      const outcome = signOff(lock, { by: personId, at: now.toISOString() });
      if (!outcome.ok)
        throw new Forbidden(`${lock.month.slice(0, 7)} ${outcome.problems.map(({ message }) => message).join("; ")}.`);
    }
    const months = waiting.map((lock) => lock.month);
    // Nobody puts his name to rows that were changed since.
    await readStoredRows(tx, issuerId, locks, { from: months[0] ?? month, to: month });
    const signed = await tx
      .update(accountingMonth)
      .set({ signedOffBy: personId, signedOffByName: scope.actor, signedOffAt: now })
      .where(
        and(
          eq(accountingMonth.issuerId, issuerId),
          inArray(accountingMonth.month, months),
          isNull(accountingMonth.signedOffBy),
        ),
      )
      .returning({ month: accountingMonth.month });
    if (signed.length < months.length) throw new Conflict("Somebody else has just signed off.");
    await writeAudit(tx, scope, {
      action: "accounting.month-signed-off",
      subject: month.slice(0, 7),
      detail: months.length > 1 ? { months: months.length, first: months[0]?.slice(0, 7) } : {},
    });
    return { months };
  });
}
