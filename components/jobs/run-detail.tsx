"use client";

import type { Locale } from "@/lib/format";
import type { JobView } from "@/lib/jobs/queries";
import { RunResult } from "./run-result";
import { WatchedRun } from "./watched-run";

type Props = {
  initial: JobView;
  issuer: { id: number; code: string; timeZone: string };
  mayCancel: boolean;
  locale: Locale;
};

export function RunDetail({ initial, issuer, mayCancel, locale }: Props) {
  return (
    <WatchedRun initial={initial} issuer={issuer} mayCancel={mayCancel} locale={locale}>
      {(run) => <RunResult run={run} issuerCode={issuer.code} locale={locale} />}
    </WatchedRun>
  );
}
