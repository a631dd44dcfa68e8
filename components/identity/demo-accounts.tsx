"use client";

import { Button } from "@mantine/core";
import type { Role } from "@/lib/identity/constants";
import { t } from "@/lib/messages/identity";
import classes from "./auth-frame.module.css";

export type DemoAccount = { role: Role; email: string; password: string };

/** Shown only where the database holds nothing but demo data. */
export function DemoAccounts(props: { accounts: readonly DemoAccount[]; onChoose: (account: DemoAccount) => void }) {
  if (props.accounts.length === 0) return null;
  return (
    <div className={classes.demo}>
      <p>{t("signIn.demo")}</p>
      <div className={classes.demoChoices}>
        {props.accounts.map((account) => (
          <Button
            key={account.email}
            size="xs"
            variant="default"
            aria-label={t("signIn.demoFill", { role: t(`role.${account.role}`) })}
            onClick={() => props.onChoose(account)}
          >
            {t(`role.${account.role}`)}
          </Button>
        ))}
      </div>
    </div>
  );
}
