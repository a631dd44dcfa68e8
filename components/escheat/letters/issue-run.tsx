"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { RunLive } from "@/components/jobs/run-live";
import type { Locale } from "@/lib/format";
import type { JobView } from "@/lib/jobs/queries";

type Props = { initial: JobView; issuer: { id: number; timeZone: string }; mayCancel: boolean; locale: Locale };

/** Letters being printed; when they are, the page shows their files. */
export function IssueRun({ initial, issuer, mayCancel, locale }: Props) {
  return (
    <RunLive initial={initial} issuer={issuer} mayCancel={mayCancel} locale={locale}>
      {(run) => <ShowNew key={run.id} />}
    </RunLive>
  );
}

/** Draws nothing: asks for the page anew. */
function ShowNew() {
  const router = useRouter();
  useEffect(() => router.refresh(), [router]);
  return null;
}
