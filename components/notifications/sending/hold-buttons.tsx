"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ActionFailure } from "@/components/settings/action-failure";
import { useAction } from "@/components/settings/use-action";
import { t } from "@/lib/messages/notifications-sending";
import { pauseBatchAction, resumeBatchAction, stopBatchAction } from "@/lib/notifications/actions/decisions";
import type { BatchState } from "@/lib/notifications/constants";
import { ReasonDialog } from "./reason-dialog";

type Props = { batchId: number; state: BatchState; may: { hold: boolean; resume: boolean } };

/** Holding a batch that is being sent, letting it go on, and ending it: at any moment. */
export function HoldButtons({ batchId, state, may }: Props) {
  const router = useRouter();
  const [isStopping, setStopping] = useState(false);
  const after = () => router.refresh();
  const pause = useAction(pauseBatchAction, { say: t("sending.paused.done"), after });
  const resume = useAction(resumeBatchAction, { say: t("sending.resumed.done"), after });
  const stop = useAction(stopBatchAction, {
    say: t("sending.stopped.done"),
    after: () => {
      setStopping(false);
      after();
    },
  });
  const isRunning = state === "approved" || state === "sending";
  if (!isRunning && state !== "paused") return null;
  return (
    <>
      {isRunning && may.hold ? (
        <Button variant="default" loading={pause.pending} onClick={() => pause.run({ batchId })}>
          {t("sending.pause")}
        </Button>
      ) : null}
      {state === "paused" && may.resume ? (
        <Button loading={resume.pending} onClick={() => resume.run({ batchId })}>
          {t("sending.resume")}
        </Button>
      ) : null}
      {may.hold ? (
        <Button variant="default" onClick={() => setStopping(true)}>
          {t("sending.stop")}
        </Button>
      ) : null}
      <ActionFailure failure={pause.failure ?? resume.failure} shown={[]} />
      {isStopping ? (
        <ReasonDialog
          title={t("sending.stop.title", { id: batchId })}
          what={t("sending.stop.what")}
          choices={[{ key: "stop", label: t("sending.stop"), isGrave: true }]}
          pending={stop.pending}
          failure={stop.failure}
          onChoose={(_, reason) => stop.run({ batchId, reason })}
          onClose={() => setStopping(false)}
        />
      ) : null}
    </>
  );
}
