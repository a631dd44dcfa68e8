"use client";

import { notifications } from "@mantine/notifications";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { RunLive } from "@/components/jobs/run-live";
import type { Locale } from "@/lib/format";
import type { JobView } from "@/lib/jobs/queries";
import { outcomeSentence } from "@/lib/notifications/proposals/outcome-words";
import { proposeOutcomeOf } from "@/lib/notifications/proposals/run-outcome";

type Props = { initial: JobView; issuer: { id: number; timeZone: string }; mayCancel: boolean; locale: Locale };

/** Proposals in the making; when they are made, the page shows them. */
export function ProposeRun({ initial, issuer, mayCancel, locale }: Props) {
  return (
    <RunLive initial={initial} issuer={issuer} mayCancel={mayCancel} locale={locale}>
      {(run) => <ShowNew key={run.id} run={run} locale={locale} />}
    </RunLive>
  );
}

/** Draws nothing: says what came of the run, and asks for the page anew. */
function ShowNew({ run, locale }: { run: JobView; locale: Locale }) {
  const router = useRouter();
  useEffect(() => {
    const outcome = proposeOutcomeOf(run.result);
    // A development reload runs effects twice; the same word is shown once.
    if (outcome) notifications.show({ id: `propose-${run.id}`, message: outcomeSentence(outcome, locale) });
    router.refresh();
  }, [run.id, run.result, locale, router]);
  return null;
}
