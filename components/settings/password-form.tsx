"use client";

import { Button, PasswordInput, Stack } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type FormEvent, useState } from "react";
import { signInWithPassword } from "@/components/identity/auth-client";
import { changePasswordAction } from "@/lib/identity/actions/account";
import { PASSWORD_MIN } from "@/lib/identity/limits";
import { t } from "@/lib/messages/identity";
import { ActionFailure } from "./action-failure";
import classes from "./settings.module.css";
import { useAction } from "./use-action";

export function PasswordForm({ email }: { email: string }) {
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const { run, pending, failure, fields } = useAction(changePasswordAction, { say: "", after: enterAgain });

  /** The change ended this session too: a new one begins with the new password. */
  async function enterAgain() {
    const entered = await signInWithPassword(email, password);
    if (!entered.ok) return window.location.assign("/sign-in");
    setCurrent("");
    setPassword("");
    notifications.show({ message: t("account.changed") });
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    run({ current, password });
  }

  return (
    <form method="post" onSubmit={submit} className={classes.narrow}>
      <Stack>
        <input type="hidden" name="email" autoComplete="username" value={email} readOnly />
        <PasswordInput
          label={t("account.current")}
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={current}
          error={fields.current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <PasswordInput
          label={t("account.new")}
          description={t("join.passwordHint", { min: PASSWORD_MIN })}
          autoComplete="new-password"
          required
          withAsterisk={false}
          value={password}
          error={fields.password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <ActionFailure failure={failure} shown={["current", "password"]} />
        <div>
          <Button type="submit" loading={pending}>
            {t("account.change")}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
