import { z } from "zod";
import { type AccountRole, accountRoles, balanceRoles } from "./constants";

export type Account = { readonly code: string; readonly name: string };
export type AccountMap = Readonly<Record<AccountRole, Account>>;

/** To begin with; every issuer has a chart of accounts of its own. */
export const defaultAccounts: AccountMap = {
  cash: { code: "1000", name: "Cash" },
  receivableFromStates: { code: "1250", name: "Receivable from states" },
  transferClearing: { code: "1900", name: "Card transfers, clearing" },
  contractLiability: { code: "2300", name: "Gift-card contract liability" },
  escheatPayable: { code: "2350", name: "Unclaimed property payable" },
  redemptions: { code: "4000", name: "Sales revenue" },
  feeRevenue: { code: "4100", name: "Card fee revenue" },
  breakageRevenue: { code: "4200", name: "Breakage revenue" },
  adjustments: { code: "6900", name: "Gift-card adjustments" },
};

const account = z.strictObject({
  code: z.string().trim().min(1, "is empty").max(40, "is longer than 40 characters"),
  name: z.string().trim().min(1, "is empty").max(120, "is longer than 120 characters"),
});

/**
 * Every role has an account, and one code is one account. What is earned or spent may share one; a balance has its
 * own, or what is owed would hide in what was earned.
 */
export const accountMapInput = z.strictObject(rolesOf(() => account)).superRefine((map, context) => {
  const say = (role: AccountRole, field: keyof Account, message: string) =>
    context.addIssue({ code: "custom", path: [role, field], message });
  for (const [i, role] of accountRoles.entries()) {
    for (const other of accountRoles.slice(0, i)) {
      if (map[role].code !== map[other].code) continue;
      // Balances stand first among the roles, so a pair with one in it has it here.
      if (isBalance(other)) say(role, "code", `is the account of ${other}, which must not be shared`);
      else if (map[role].name !== map[other].name)
        say(role, "name", `differs from the name that ${other} gives the same account`);
    }
  }
});

const isBalance = (role: AccountRole): boolean => (balanceRoles as readonly AccountRole[]).includes(role);

function rolesOf<T>(make: (role: AccountRole) => T): Record<AccountRole, T> {
  return Object.fromEntries(accountRoles.map((role) => [role, make(role)])) as Record<AccountRole, T>;
}
