"use client";

import { notifications } from "@mantine/notifications";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useEffect } from "react";
import { RunLive } from "@/components/jobs/run-live";
import { hrefWith } from "@/lib/address";
import { escheatOutcomeOf, isUnchanged } from "@/lib/escheat/forecast/run-outcome";
import { formatDate, type Locale } from "@/lib/format";
import type { JobView } from "@/lib/jobs/queries";
import { t } from "@/lib/messages/escheat-forecast";

type Props = { initial: JobView; issuer: { id: number; timeZone: string }; mayCancel: boolean; locale: Locale };

/** A forecast in the making; when it is made, the page shows it. */
export function ForecastRun({ initial, issuer, mayCancel, locale }: Props) {
  return (
    <RunLive initial={initial} issuer={issuer} mayCancel={mayCancel} locale={locale}>
      {(run) => <ShowNew key={run.id} run={run} locale={locale} />}
    </RunLive>
  );
}

/** Draws nothing: says what came of the run, and asks for the page anew. */
function ShowNew({ run, locale }: { run: JobView; locale: Locale }) {
  const router = useRouter();
  const path = usePathname();
  const query = useSearchParams();
  useEffect(() => {
    const outcome = escheatOutcomeOf(run.result);
    if (outcome) {
      const date = formatDate(outcome.escheatAsOf, locale);
      notifications.show({
        // A development reload runs effects twice; the same word is shown once.
        id: `escheat-${run.id}`,
        message: t(isUnchanged(outcome) ? "escheat.forecast.make.unchanged" : "escheat.forecast.make.done", { date }),
      });
    }
    // Who looked at an older version by its number wants to see the one just made.
    if (query.has("version")) router.replace(hrefWith(path, Object.fromEntries(query), { version: null }));
    else router.refresh();
  }, [run.id, run.result, locale, path, query, router]);
  return null;
}
