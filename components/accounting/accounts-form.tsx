"use client";

import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { ActionFailure } from "@/components/settings/action-failure";
import { useAction } from "@/components/settings/use-action";
import type { AccountMap } from "@/lib/accounting/account-map";
import { changeAccountsAction } from "@/lib/accounting/actions";
import { type AccountRole, accountRoles } from "@/lib/accounting/constants";
import { t } from "@/lib/messages/accounting-screens";
import classes from "./accounting.module.css";

type Props = {
  accounts: AccountMap;
  /** By role, what is booked on it, in words. */
  uses: Readonly<Record<AccountRole, string>>;
  mayChange: boolean;
};

/** A number and a name for each part an account plays in the journal. */
export function AccountsForm({ accounts, uses, mayChange }: Props) {
  const [map, setMap] = useState<AccountMap>(accounts);
  const { run, pending, failure, fields } = useAction(changeAccountsAction, { say: t("accounts.saved") });
  const set = (role: AccountRole, part: Partial<AccountMap[AccountRole]>) =>
    setMap((now) => ({ ...now, [role]: { ...now[role], ...part } }));
  const names = accountRoles.flatMap((role) => [`${role}.code`, `${role}.name`]);
  function submit(event: FormEvent) {
    event.preventDefault();
    run(map);
  }
  return (
    <form onSubmit={submit}>
      {accountRoles.map((role) => (
        <fieldset key={role} className={classes.account} disabled={!mayChange}>
          <legend className="visually-hidden">{t(`accounting.role.${role}`)}</legend>
          <div className={classes.role}>
            {t(`accounting.role.${role}`)}
            <span className={classes.under}>{uses[role]}</span>
          </div>
          <TextInput
            aria-label={`${t(`accounting.role.${role}`)}: ${t("accounting.accounts.code")}`}
            placeholder={t("accounting.accounts.code")}
            value={map[role].code}
            error={fields[`${role}.code`]}
            onChange={(event) => set(role, { code: event.currentTarget.value })}
          />
          <TextInput
            aria-label={`${t(`accounting.role.${role}`)}: ${t("accounting.accounts.name")}`}
            placeholder={t("accounting.accounts.name")}
            value={map[role].name}
            error={fields[`${role}.name`]}
            onChange={(event) => set(role, { name: event.currentTarget.value })}
          />
        </fieldset>
      ))}
      <ActionFailure failure={failure} shown={names} />
      {mayChange ? (
        <Button type="submit" loading={pending} mt="md">
          {t("accounts.save")}
        </Button>
      ) : null}
    </form>
  );
}
