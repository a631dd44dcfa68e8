"use client";

import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { Section } from "@/components/ui/section";
import type { Locale } from "@/lib/format";
import type { JobView } from "@/lib/jobs/queries";
import { runQuery } from "@/lib/jobs/query-options";
import { isActive } from "@/lib/jobs/run-text";
import { queryClient } from "@/lib/query-client";
import { RunPanel } from "./run-panel";
import { forgetEnd, seeEnd } from "./watched";

type Props = {
  initial: JobView;
  issuer: { id: number; timeZone: string };
  mayCancel: boolean;
  locale: Locale;
  /** What to show below once it has ended well. */
  children?: (run: JobView) => ReactNode;
};

/** A run that is watched until its end. */
export function WatchedRun({ initial, issuer, mayCancel, locale, children }: Props) {
  const { data: run, isError } = useQuery(runQuery(issuer.id, initial.id, initial), queryClient());
  const isOver = !isActive(run.state);
  // While it is watched here, its end is seen here; who leaves before is told by a notice.
  useEffect(() => {
    seeEnd(run.id);
    return () => {
      if (!isOver) forgetEnd(run.id);
    };
  }, [run.id, isOver]);
  return (
    <>
      <Section title={run.label}>
        <RunPanel run={run} timeZone={issuer.timeZone} mayCancel={mayCancel} locale={locale} isStale={isError} />
      </Section>
      {run.state === "done" ? children?.(run) : null}
    </>
  );
}
