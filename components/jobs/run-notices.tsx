"use client";

import { notifications } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useEffect } from "react";
import { endedRunsQuery } from "@/lib/jobs/query-options";
import { t } from "@/lib/messages/runs";
import { queryClient } from "@/lib/query-client";
import { endWasSeen } from "./watched";

const colors = { done: "teal", failed: "red", cancelled: "gray" } as const;

/** Tells each end of one's own runs once, on whatever page one is. Draws nothing itself. */
export function RunNotices({ issuer }: { issuer: { id: number; code: string } }) {
  const { data } = useQuery(endedRunsQuery(issuer.id), queryClient());
  useEffect(() => {
    for (const run of data?.ended ?? []) {
      if (endWasSeen(run.id)) continue;
      if (run.state !== "done" && run.state !== "failed" && run.state !== "cancelled") continue;
      notifications.show({
        // The same end taken twice by a development reload is shown once.
        id: `run-${run.id}-${run.state}`,
        color: colors[run.state],
        autoClose: run.state === "failed" ? false : 10_000,
        title: t(`run.notice.${run.state}`, { label: run.label }),
        message: (
          <>
            {run.error ? <p>{run.error}</p> : null}
            <p>
              <Link href={`/issuer/runs/${run.id}?issuer=${encodeURIComponent(issuer.code)}`}>
                {t("run.notice.open")}
              </Link>
            </p>
          </>
        ),
      });
    }
  }, [data, issuer.code]);
  return null;
}
