"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useAction } from "@/components/settings/use-action";
import type { Action } from "@/lib/action";

/**
 * For a button that starts a run which the page then shows, for everybody who looks at it. `lastRunId` is the newest run of
 * this kind that the page knows: until it knows the one started here, a second press would start a second one.
 */
export function useStartRun<Input>(action: Action<Input, { runId: number }>, lastRunId: number) {
  const router = useRouter();
  const [startedId, setStarted] = useState(0);
  const { run, pending, failure } = useAction(action, {
    say: "",
    after: ({ runId }) => {
      setStarted(runId);
      router.refresh();
    },
  });
  return { start: run, isStarting: pending || startedId > lastRunId, failure };
}
