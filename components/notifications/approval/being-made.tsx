"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { RunPanel } from "@/components/jobs/run-panel";
import { forgetEnd, seeEnd } from "@/components/jobs/watched";
import { ButtonLink } from "@/components/ui/button-link";
import { Section } from "@/components/ui/section";
import { type Address, hrefTo } from "@/lib/address";
import type { Locale } from "@/lib/format";
import type { JobView } from "@/lib/jobs/queries";
import { runQuery } from "@/lib/jobs/query-options";
import { isActive } from "@/lib/jobs/run-text";
import { t } from "@/lib/messages/notifications-approval-closer";
import { approvalsKey } from "@/lib/notifications/query-options";
import { queryClient } from "@/lib/query-client";
import { NothingWaits } from "./nothing-waits";

type Props = { run: JobView; issuer: { id: number; timeZone: string }; address: Address; locale: Locale };

/** An empty queue that is about to be filled: how far the run is, and the queue is asked for anew when it has ended. */
export function BeingMade({ run: initial, issuer, address, locale }: Props) {
  const { data: run, isError } = useQuery(runQuery(issuer.id, initial.id, initial), queryClient());
  const isOver = !isActive(run.state);
  useEffect(() => {
    // Its end is seen here; who leaves before is told by a notice.
    seeEnd(run.id);
    if (isOver) void queryClient().invalidateQueries({ queryKey: approvalsKey(issuer.id) });
    return () => {
      if (!isOver) forgetEnd(run.id);
    };
  }, [issuer.id, run.id, isOver]);
  if (run.state === "done") return <NothingWaits address={address} />;
  return (
    <Section
      title={t(isOver ? "approvals.empty" : "approvals.making")}
      note={isOver ? undefined : t("approvals.making.what")}
      actions={
        <ButtonLink href={hrefTo(`/issuer/runs/${run.id}`, address)} variant="default" size="xs">
          {t("approvals.making.see")}
        </ButtonLink>
      }
    >
      <RunPanel run={run} timeZone={issuer.timeZone} mayCancel={false} locale={locale} isStale={isError} />
    </Section>
  );
}
