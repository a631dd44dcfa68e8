"use client";

import { Button, Group, Radio, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { Locale } from "@/lib/format";
import { inviteMemberAction } from "@/lib/identity/actions/members";
import { type Role, roles } from "@/lib/identity/constants";
import { t } from "@/lib/messages/identity";
import { ActionFailure } from "./action-failure";
import { Dialog } from "./dialog";
import { OneTimeLink } from "./one-time-link";
import { useAction } from "./use-action";

type Props = { issuer: string; timeZone: string; locale: Locale };

export function InviteMember(props: Props) {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button onClick={() => setOpened(true)}>{t("members.invite")}</Button>
      {opened ? <InviteDialog {...props} onClose={() => setOpened(false)} /> : null}
    </>
  );
}

function InviteDialog({ issuer, timeZone, locale, onClose }: Props & { onClose: () => void }) {
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("analyst");
  const [link, setLink] = useState<{ token: string; expiresAt: Date } | null>(null);
  const { run, pending, failure, fields } = useAction(inviteMemberAction, { say: "", after: setLink });
  function submit(event: FormEvent) {
    event.preventDefault();
    run({ email, role });
  }
  if (link) {
    return (
      <Dialog key="invite" size="lg" onClose={onClose} title={t("members.linkTitle", { name: email })}>
        <OneTimeLink link={link} path="/join" timeZone={timeZone} locale={locale} />
      </Dialog>
    );
  }
  return (
    <Dialog key="invite" onClose={onClose} title={t("members.inviteTitle", { issuer })}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={t("members.email")}
            type="email"
            required
            withAsterisk={false}
            data-autofocus
            autoComplete="off"
            value={email}
            error={fields.email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <RoleChoice value={role} onChange={setRole} />
          <ActionFailure failure={failure} shown={["email"]} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("action.cancel")}
            </Button>
            <Button type="submit" loading={pending}>
              {t("members.createLink")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

export function RoleChoice({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  return (
    <Radio.Group label={t("members.role")} value={value} onChange={(next) => onChange(next as Role)}>
      <Stack gap="xs" mt="xs">
        {roles.map((role) => (
          <Radio key={role} value={role} label={t(`role.${role}`)} description={t(`role.${role}.what`)} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
