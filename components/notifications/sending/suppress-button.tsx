"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useAction } from "@/components/settings/use-action";
import { t } from "@/lib/messages/notifications-sending";
import { liftSuppressionAction, suppressMailboxAction } from "@/lib/notifications/actions/sending";
import type { Channel } from "@/lib/notifications/constants";
import { ReasonDialog } from "./reason-dialog";

type Props = { channel: Channel; mailbox: string; act: "suppress" | "lift" };

export function SuppressButton({ channel, mailbox, act }: Props) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const { run, pending, failure } = useAction(act === "lift" ? liftSuppressionAction : suppressMailboxAction, {
    say: t("mailboxes.changed"),
    after: () => {
      setOpen(false);
      router.refresh();
    },
  });
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t(`mailboxes.${act}`)}
      </Button>
      {isOpen ? (
        <ReasonDialog
          title={`${t(`mailboxes.${act}`)}: ${mailbox}`}
          what={t(`mailboxes.${act}.what`)}
          choices={[{ key: act, label: t(`mailboxes.${act}`) }]}
          pending={pending}
          failure={failure}
          onChoose={(_, reason) => run({ channel, mailbox, reason })}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}
