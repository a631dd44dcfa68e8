"use client";

import type { JobView } from "@/lib/jobs/queries";
import { RunLive } from "./run-live";
import { RunResult } from "./run-result";

type Props = { initial: JobView; issuer: { id: number; code: string; timeZone: string }; mayCancel: boolean };

export function RunDetail({ initial, issuer, mayCancel }: Props) {
  return (
    <RunLive initial={initial} issuer={issuer} mayCancel={mayCancel}>
      {(run) => <RunResult run={run} issuerCode={issuer.code} />}
    </RunLive>
  );
}
