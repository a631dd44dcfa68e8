"use client";

import { Button } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useAction } from "@/components/settings/use-action";
import { t } from "@/lib/messages/notifications-hold";
import { pauseAllAction, resumeAllAction } from "@/lib/notifications/actions/decisions";
import { ReasonDialog } from "../sending/reason-dialog";

const icons = { pause: IconPlayerPause, resume: IconPlayerPlay };

/** Holds all sending of the issuer's, or lets it go on, with the reason for it. */
export function HoldAllButton({ act }: { act: "pause" | "resume" }) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const { run, pending, failure, forget } = useAction(act === "pause" ? pauseAllAction : resumeAllAction, {
    say: t(`hold.${act}.done`),
    after: () => {
      setOpen(false);
      router.refresh();
    },
  });
  const close = () => {
    forget();
    setOpen(false);
  };
  const Icon = icons[act];
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<Icon size={14} stroke={1.8} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t(`hold.${act}`)}
      </Button>
      {isOpen ? (
        <ReasonDialog
          title={t(`hold.${act}.title`)}
          what={t(`hold.${act}.what`)}
          choices={[{ key: act, label: t(`hold.${act}`), isGrave: act === "pause" }]}
          pending={pending}
          failure={failure}
          onChoose={(_, reason) => run({ reason })}
          onClose={close}
        />
      ) : null}
    </>
  );
}
