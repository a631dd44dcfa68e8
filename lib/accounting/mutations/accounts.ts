import { withScope } from "@/db/client";
import { accountMap } from "@/db/schema/accounting";
import { Conflict } from "@/lib/errors";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import type { AccountMap } from "../account-map";
import { accountRoles } from "../constants";
import { readAccounts } from "../queries/accounts";

/** The issuer's own accounts. Journals are made anew from the books each time, so they have them at once. */
export function changeAccounts(scope: Scope, map: AccountMap, now: Date): Promise<void> {
  return withScope(scope, async (tx) => {
    const { accounts: before } = await readAccounts(tx, scope.issuerId);
    const changed = accountRoles.filter(
      (role) => before[role].code !== map[role].code || before[role].name !== map[role].name,
    );
    if (changed.length === 0) throw new Conflict("The accounts are these already.");
    const own = { map, updatedByName: scope.actor, updatedAt: now };
    await tx
      .insert(accountMap)
      .values({ issuerId: scope.issuerId, ...own })
      .onConflictDoUpdate({ target: accountMap.issuerId, set: own });
    const nameOf = ({ code, name }: { code: string; name: string }) => `${code} ${name}`;
    await writeAudit(tx, scope, {
      action: "accounting.accounts-changed",
      subject: "accounts of the journal",
      detail: Object.fromEntries(changed.map((role) => [role, [nameOf(before[role]), nameOf(map[role])]])),
    });
  });
}
