"use client";

import { Button } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ActionFailure } from "@/components/settings/action-failure";
import { useAction } from "@/components/settings/use-action";
import { startWhatIfAction } from "@/lib/escheat/forecast/actions";
import type { WhatIfInput } from "@/lib/escheat/forecast/what-if-schema";
import { t } from "@/lib/messages/escheat-forecast";

type Props = { question: WhatIfInput; lastRunId: number; isBusy: boolean; isAgain: boolean };

/** Starts the run that answers; what becomes of it is shown by the page. */
export function AskWhatIf({ question, lastRunId, isBusy, isAgain }: Props) {
  const router = useRouter();
  const [startedId, setStarted] = useState(0);
  const { run, pending, failure } = useAction(startWhatIfAction, {
    say: "",
    after: ({ runId }) => {
      setStarted(runId);
      router.refresh();
    },
  });
  return (
    <div>
      <Button
        size={isAgain ? "xs" : "sm"}
        variant={isAgain ? "default" : "filled"}
        leftSection={<IconPlayerPlay size={14} stroke={1.8} aria-hidden />}
        loading={pending || startedId > lastRunId}
        disabled={isBusy}
        onClick={() => run(question)}
      >
        {t(isAgain ? "escheat.whatIf.again" : "escheat.whatIf.ask")}
      </Button>
      <ActionFailure failure={failure} />
    </div>
  );
}
