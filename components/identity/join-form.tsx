"use client";

import { Alert, Button, PasswordInput, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { answerOf } from "@/lib/answer-of";
import { acceptInvitationAction, openInvitation } from "@/lib/identity/actions/account";
import { PASSWORD_MIN } from "@/lib/identity/limits";
import { roleName } from "@/lib/identity/role-name";
import { t } from "@/lib/messages/identity";
import { AuthTitle } from "./auth-frame";
import classes from "./auth-frame.module.css";
import { LinkStates } from "./link-states";
import { useLink } from "./use-link";

export function JoinForm() {
  const link = useLink(openInvitation);
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [fields, setFields] = useState<Readonly<Record<string, string>>>({});
  const [message, setMessage] = useState<string | null>(null);
  if (link.state !== "open") return <LinkStates link={link} />;

  const { token } = link;
  const { email, hasAccount, issuerName: issuer, signedInAs } = link.data;
  const role = roleName(link.data.role);
  const isOwn = hasAccount && signedInAs === email;

  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setMessage(null);
    const result = await answerOf(acceptInvitationAction(isOwn ? { token } : { token, name, password }));
    setFields(result.ok ? {} : result.fields);
    if (!result.ok) {
      setMessage(result.message);
      return setBusy(false);
    }
    window.location.assign("/choose-issuer");
  }

  if (signedInAs !== null && !isOwn) {
    return (
      <AuthTitle title={t("join.title", { issuer })}>
        {t("join.other", { email: signedInAs, invited: email })}
      </AuthTitle>
    );
  }
  if (hasAccount && !isOwn) {
    return (
      <>
        <AuthTitle title={t("join.title", { issuer })}>{t("join.existing", { email, issuer })}</AuthTitle>
        <ButtonLink href="/sign-in">{t("join.signIn")}</ButtonLink>
      </>
    );
  }
  return (
    <>
      <AuthTitle title={t("join.title", { issuer })}>
        {isOwn ? t("join.confirm", { email, issuer, role }) : t("join.what", { email, role })}
      </AuthTitle>
      {message ? (
        <Alert color="red" variant="light" mb="md" role="alert">
          {message}
        </Alert>
      ) : null}
      <form method="post" onSubmit={submit} className={classes.form}>
        {isOwn ? null : (
          <>
            <input type="hidden" name="email" autoComplete="username" value={email} readOnly />
            <TextInput
              label={t("join.name")}
              description={t("join.nameHint")}
              autoComplete="name"
              required
              withAsterisk={false}
              value={name}
              error={fields.name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <PasswordInput
              label={t("join.password")}
              description={t("join.passwordHint", { min: PASSWORD_MIN })}
              autoComplete="new-password"
              required
              withAsterisk={false}
              value={password}
              error={fields.password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
          </>
        )}
        <Button type="submit" loading={busy}>
          {t("join.submit")}
        </Button>
      </form>
    </>
  );
}
