"use client";

import { Alert, Button, PasswordInput, TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useState } from "react";
import { t } from "@/lib/messages/identity";
import { goToProvider, type SignInResult, signInWithPassword } from "./auth-client";
import classes from "./auth-frame.module.css";
import { type DemoAccount, DemoAccounts } from "./demo-accounts";
import { waitText } from "./wait-text";

type Props = {
  returnTo: string;
  provider: string | null;
  notice: string | null;
  demo: readonly DemoAccount[];
};

export function SignInForm({ returnTo, provider, notice, demo }: Props) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [message, setMessage] = useState(notice);
  // Before the page listens, submitting would put the password into the address.
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(true), []);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setMessage(null);
    const result = await signInWithPassword(email, password);
    if (result.ok) return window.location.assign(returnTo);
    setBusy(false);
    setMessage(explain(result));
  }

  async function leave() {
    setBusy(true);
    if (await goToProvider(returnTo)) return;
    setBusy(false);
    setMessage(t("signIn.providerFailed"));
  }

  return (
    <>
      <div aria-live="polite">
        {message ? (
          <Alert color="red" variant="light" mb="md" role="alert">
            {message}
          </Alert>
        ) : null}
      </div>
      <form method="post" onSubmit={submit} className={classes.form}>
        <TextInput
          label={t("signIn.email")}
          type="email"
          name="email"
          autoComplete="username"
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={t("signIn.password")}
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" loading={busy} disabled={!ready}>
          {t("signIn.submit")}
        </Button>
      </form>
      {provider ? (
        <>
          <p className={classes.or}>{t("signIn.or")}</p>
          <Button variant="default" fullWidth onClick={leave} disabled={busy || !ready}>
            {t("signIn.provider", { name: provider })}
          </Button>
        </>
      ) : null}
      <p className={classes.note}>{t("signIn.forgot")}</p>
      <DemoAccounts
        accounts={demo}
        onChoose={(account) => {
          setEmail(account.email);
          setPassword(account.password);
        }}
      />
    </>
  );
}

function explain(result: Exclude<SignInResult, { ok: true }>): string {
  if (result.reason === "wrong") return t("signIn.wrong");
  if (result.reason === "failed") return t("signIn.failed");
  return waitText(result.waitSeconds);
}
