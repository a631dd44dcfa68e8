"use client";

import { ActionIcon, Button, Group, Menu, Stack } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { useRef, useState } from "react";
import type { Locale } from "@/lib/format";
import {
  changeRoleAction,
  createResetLinkAction,
  disableMemberAction,
  enableMemberAction,
  endMemberSessionsAction,
  removeMemberAction,
} from "@/lib/identity/actions/members";
import type { Role } from "@/lib/identity/constants";
import { t } from "@/lib/messages/identity";
import { ActionFailure } from "./action-failure";
import { Confirm } from "./confirm";
import { Dialog } from "./dialog";
import { RoleChoice } from "./invite-member";
import { OneTimeLink } from "./one-time-link";
import { useAction } from "./use-action";

type Member = { personId: number; name: string; role: string; isDisabled: boolean };
type Asked = "role" | "end" | "disable" | "enable" | "remove" | "reset" | null;

type Props = { member: Member; issuer: string; timeZone: string; locale: Locale };

export function MemberMenu(props: Props) {
  const [asked, setAsked] = useState<Asked>(null);
  const { member, issuer } = props;
  const { name } = member;
  const button = useRef<HTMLButtonElement>(null);
  // The menu item that asked is gone by now; its menu's button takes the focus back.
  function close() {
    setAsked(null);
    button.current?.focus();
  }
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon ref={button} aria-label={t("members.actions", { name })}>
            <IconDots size={18} stroke={1.8} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setAsked("role")}>{t("members.role.title", { name })}</Menu.Item>
          <Menu.Item onClick={() => setAsked("reset")}>{t("members.resetLink")}</Menu.Item>
          <Menu.Item onClick={() => setAsked("end")}>{t("members.endSessions")}</Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => setAsked(member.isDisabled ? "enable" : "disable")}>
            {member.isDisabled ? t("members.enable") : t("members.disable")}
          </Menu.Item>
          <Menu.Item onClick={() => setAsked("remove")}>{t("members.remove", { issuer })}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <AskedDialog {...props} asked={asked} onClose={close} />
    </>
  );
}

type DialogProps = Props & { asked: Asked; onClose: () => void };

function AskedDialog({ asked, member, issuer, timeZone, locale, onClose }: DialogProps) {
  const { personId, name } = member;
  const common = { input: { personId }, onClose };
  switch (asked) {
    case null:
      return null;
    case "role":
      return <RoleDialog member={member} onClose={onClose} />;
    case "reset":
      return <ResetDialog member={member} timeZone={timeZone} locale={locale} onClose={onClose} />;
    case "end":
      return (
        <Confirm
          {...common}
          action={endMemberSessionsAction}
          title={t("members.endSessions.title", { name })}
          act={t("members.endSessions")}
        >
          {t("members.endSessions.what")}
        </Confirm>
      );
    case "disable":
      return (
        <Confirm
          {...common}
          action={disableMemberAction}
          title={t("members.disable.title", { name })}
          act={t("members.disable")}
        >
          {t("members.disable.what", { issuer })}
        </Confirm>
      );
    case "enable":
      return (
        <Confirm
          {...common}
          harmless
          action={enableMemberAction}
          title={t("members.enable.title", { name })}
          act={t("members.enable")}
        >
          {t("members.enable.what", { issuer })}
        </Confirm>
      );
    case "remove":
      return (
        <Confirm
          {...common}
          action={removeMemberAction}
          title={t("members.remove.title", { name })}
          act={t("members.remove", { issuer })}
        >
          {t("members.remove.what")}
        </Confirm>
      );
  }
}

function RoleDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const [role, setRole] = useState(member.role as Role);
  const { run, pending, failure } = useAction(changeRoleAction, { after: onClose });
  return (
    <Dialog onClose={onClose} title={t("members.role.title", { name: member.name })}>
      <Stack>
        <RoleChoice value={role} onChange={setRole} />
        <ActionFailure failure={failure} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("action.cancel")}
          </Button>
          <Button
            loading={pending}
            disabled={role === member.role}
            onClick={() => run({ personId: member.personId, role })}
          >
            {t("action.save")}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

type ResetProps = Omit<Props, "issuer"> & { onClose: () => void };

function ResetDialog({ member, timeZone, locale, onClose }: ResetProps) {
  const [link, setLink] = useState<{ token: string; expiresAt: Date } | null>(null);
  const { run, pending, failure } = useAction(createResetLinkAction, { say: "", after: setLink });
  const { name } = member;
  if (link) {
    return (
      <Dialog key="reset" size="lg" onClose={onClose} title={t("members.linkTitle", { name })}>
        <OneTimeLink link={link} path="/reset" timeZone={timeZone} locale={locale} />
      </Dialog>
    );
  }
  return (
    <Dialog key="reset" onClose={onClose} title={t("members.linkTitle", { name })}>
      <Stack>
        <p>{t("members.resetLink.what", { name })}</p>
        <ActionFailure failure={failure} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("action.cancel")}
          </Button>
          <Button loading={pending} onClick={() => run({ personId: member.personId })} data-autofocus>
            {t("members.createLink")}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
