import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import type { AccountMap } from "@/lib/accounting/account-map";
import { type AccountRole, accountRoles } from "@/lib/accounting/constants";
import { entries } from "@/lib/accounting/journal";
import type { Address } from "@/lib/address";
import { formatInstant, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/accounting-screens";
import classes from "./accounting.module.css";
import { AccountingTabs } from "./accounting-tabs";
import { AccountsForm } from "./accounts-form";

type Props = {
  kept: { accounts: AccountMap; updatedBy: string | null; updatedAt: string | null };
  mayChange: boolean;
  timeZone: string;
  address: Address;
  locale: Locale;
};

/** The chart of accounts that the journal is written on. */
export function AccountsScreen({ kept, mayChange, timeZone, address, locale }: Props) {
  const { accounts, updatedBy, updatedAt } = kept;
  return (
    <>
      <PageHeader title={t("accounts.title")} lead={t("accounts.lead")} />
      <AccountingTabs current="accounts" address={address} />
      <Section
        title={t("accounts.title")}
        note={
          updatedBy !== null && updatedAt !== null
            ? t("accounts.changedBy", { name: updatedBy, date: formatInstant(updatedAt, timeZone, locale) })
            : t("accounts.ours")
        }
      >
        <p className={classes.quiet}>{t("accounts.shared")}</p>
        <AccountsForm accounts={accounts} uses={usesOf()} mayChange={mayChange} />
      </Section>
    </>
  );
}

/** By role, the movements that are booked on it. */
function usesOf(): Record<AccountRole, string> {
  const used = (role: AccountRole) =>
    Object.entries(entries)
      .filter(([, { debit, credit }]) => debit === role || credit === role)
      .map(([movement]) => t(`accounting.${movement as keyof typeof entries}`))
      .join(", ");
  return Object.fromEntries(accountRoles.map((role) => [role, used(role)])) as Record<AccountRole, string>;
}
