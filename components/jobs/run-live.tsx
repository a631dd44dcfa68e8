"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Section } from "@/components/ui/section";
import type { JobView } from "@/lib/jobs/queries";
import { runQuery } from "@/lib/jobs/query-options";
import { RunPanel } from "./run-panel";

type Props = {
  initial: JobView;
  issuer: { id: number; timeZone: string };
  mayCancel: boolean;
  /** What to show below once it has ended well. */
  children?: (run: JobView) => ReactNode;
};

/** A run that is watched until its end. */
export function RunLive({ initial, issuer, mayCancel, children }: Props) {
  const { data: run, isError } = useQuery(runQuery(issuer.id, initial.id, initial));
  return (
    <>
      <Section title={run.label}>
        <RunPanel run={run} timeZone={issuer.timeZone} mayCancel={mayCancel} isStale={isError} />
      </Section>
      {run.state === "done" ? children?.(run) : null}
    </>
  );
}
