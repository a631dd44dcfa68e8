"use client";

import { Button, Group, NativeSelect, Stack, Textarea, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ActionFailure } from "@/components/settings/action-failure";
import { Dialog } from "@/components/settings/dialog";
import { useAction } from "@/components/settings/use-action";
import { words } from "@/lib/messages/message";
import { notificationMessages } from "@/lib/messages/notifications";
import { notificationHoldMessages } from "@/lib/messages/notifications-hold";
import { notificationSendingMessages } from "@/lib/messages/notifications-sending";
import { screenMessages } from "@/lib/messages/screens";
import { suppressMailboxAction } from "@/lib/notifications/actions/sending";
import { type Channel, channels } from "@/lib/notifications/constants";

const t = words(screenMessages, notificationMessages, notificationSendingMessages, notificationHoldMessages);
const choices = channels.map((value) => ({ value, label: t(`notify.channel.${value}`) }));

/** An address is to get nothing, also one of which nothing is known yet. */
export function SuppressAddress() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setOpen(true)}>
        {t("mailboxes.suppressAddress")}
      </Button>
      {isOpen ? <AddressDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function AddressDialog({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const [channel, setChannel] = useState<Channel>("email");
  const [mailbox, setMailbox] = useState("");
  const [reason, setReason] = useState("");
  const { run, pending, failure, fields } = useAction(suppressMailboxAction, {
    say: t("mailboxes.changed"),
    after: () => {
      onClose();
      router.refresh();
    },
  });
  return (
    <Dialog title={t("mailboxes.suppressAddress")} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          run({ channel, mailbox, reason });
        }}
      >
        <Stack>
          <p>{t("mailboxes.suppress.what")}</p>
          <NativeSelect
            label={t("mailboxes.channel")}
            data={choices}
            value={channel}
            onChange={({ currentTarget: { value } }) => setChannel(channels.find((one) => one === value) ?? "email")}
          />
          <TextInput
            label={t("mailboxes.address")}
            description={t("mailboxes.address.hint")}
            value={mailbox}
            error={fields.mailbox}
            maxLength={4_096}
            onChange={(event) => setMailbox(event.currentTarget.value)}
            data-autofocus
          />
          <Textarea
            label={t("hold.reason")}
            maxLength={500}
            autosize
            minRows={2}
            value={reason}
            error={fields.reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <ActionFailure failure={failure} shown={["mailbox", "reason"]} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("action.cancel")}
            </Button>
            <Button type="submit" loading={pending}>
              {t("mailboxes.suppress")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
