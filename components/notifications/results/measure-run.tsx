"use client";

import { notifications } from "@mantine/notifications";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { RunLive } from "@/components/jobs/run-live";
import { formatCount, formatDate, type Locale } from "@/lib/format";
import type { JobView } from "@/lib/jobs/queries";
import { t } from "@/lib/messages/notifications-results";
import { measuredOf } from "@/lib/notifications/trial/run-outcome";

type Props = { initial: JobView; issuer: { id: number; timeZone: string }; mayCancel: boolean; locale: Locale };

/** A measurement under way; when it is done, the page shows what it found. */
export function MeasureRun({ initial, issuer, mayCancel, locale }: Props) {
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
    const measured = measuredOf(run.result);
    if (measured) {
      const n = measured.batches.length;
      const date = formatDate(measured.measuredOn, locale);
      // A development reload runs effects twice; the same word is shown once.
      notifications.show({
        id: `measured-${run.id}`,
        message: t("results.measure.done", { count: formatCount(n, locale), n, date }),
      });
    }
    router.refresh();
  }, [run.id, run.result, locale, router]);
  return null;
}
