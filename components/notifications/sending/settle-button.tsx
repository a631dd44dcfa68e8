"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useAction } from "@/components/settings/use-action";
import { t } from "@/lib/messages/notifications-sending";
import { settleDeadAction, settleUnknownAction } from "@/lib/notifications/actions/sending";
import type { Unsettled } from "@/lib/notifications/queries/unsettled";
import { ReasonDialog } from "./reason-dialog";

type Props = { message: Pick<Unsettled, "key" | "state" | "mailbox"> };

/** What a person has found out about a message that the program will not decide about. */
export function SettleButton({ message: { key, state, mailbox } }: Props) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const done = {
    say: t("sending.unsettled.done"),
    after: () => {
      setOpen(false);
      router.refresh();
    },
  };
  const unknown = useAction(settleUnknownAction, done);
  const dead = useAction(settleDeadAction, done);
  const isUnknown = state === "unknown";
  const title = t("sending.unsettled.settleOf", { mailbox });
  return (
    <>
      <Button size="compact-sm" variant="subtle" aria-label={title} onClick={() => setOpen(true)}>
        {t("sending.unsettled.settle")}
      </Button>
      {isOpen ? (
        <ReasonDialog
          title={title}
          what={t(`sending.unsettled.${state}.what`)}
          choices={
            isUnknown
              ? [
                  { key: "again", label: t("sending.unsettled.again"), isGrave: true },
                  { key: "arrived", label: t("sending.unsettled.arrived") },
                ]
              : [
                  { key: "giveUp", label: t("sending.unsettled.giveUp"), isGrave: true },
                  { key: "again", label: t("sending.unsettled.try") },
                ]
          }
          pending={unknown.pending || dead.pending}
          failure={unknown.failure ?? dead.failure}
          onChoose={(choice, reason) =>
            isUnknown
              ? unknown.run({ key, arrived: choice === "arrived", reason })
              : dead.run({ key, again: choice === "again", reason })
          }
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}
