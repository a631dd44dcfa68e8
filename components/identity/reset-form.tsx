"use client";

import { Alert, Button, PasswordInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { answerOf } from "@/lib/answer-of";
import { openReset, resetPasswordAction } from "@/lib/identity/actions/account";
import { PASSWORD_MIN } from "@/lib/identity/limits";
import { t } from "@/lib/messages/identity";
import { AuthTitle } from "./auth-frame";
import classes from "./auth-frame.module.css";
import { LinkStates } from "./link-states";
import { useLink } from "./use-link";

export function ResetForm() {
  const link = useLink(openReset);
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<{ message: string; field: string | undefined } | null>(null);
  if (link.state !== "open") return <LinkStates link={link} />;
  const { token, data } = link;

  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    const result = await answerOf(resetPasswordAction({ token, password }));
    if (!result.ok) {
      setFault({ message: result.message, field: result.fields.password });
      return setBusy(false);
    }
    window.location.assign("/issuer");
  }

  return (
    <>
      <AuthTitle title={t("reset.title")}>{t("reset.what", { email: data.email })}</AuthTitle>
      {fault && !fault.field ? (
        <Alert color="red" variant="light" mb="md" role="alert">
          {fault.message}
        </Alert>
      ) : null}
      <form method="post" onSubmit={submit} className={classes.form}>
        <input type="hidden" name="email" autoComplete="username" value={data.email} readOnly />
        <PasswordInput
          label={t("reset.password")}
          description={t("join.passwordHint", { min: PASSWORD_MIN })}
          autoComplete="new-password"
          required
          withAsterisk={false}
          value={password}
          error={fault?.field}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" loading={busy}>
          {t("reset.submit")}
        </Button>
      </form>
    </>
  );
}
