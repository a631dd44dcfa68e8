"use client";

import { Progress } from "@mantine/core";
import Link from "next/link";
import { Section } from "@/components/ui/section";
import { type Address, hrefTo } from "@/lib/address";
import { isActive, percentOf } from "@/lib/jobs/run-text";
import { words } from "@/lib/messages/message";
import { notificationApprovalMessages } from "@/lib/messages/notifications-approval";
import { notificationApprovalCloserMessages } from "@/lib/messages/notifications-approval-closer";
import { runMessages } from "@/lib/messages/runs";
import type { Queue, QueueItem, Release } from "@/lib/notifications/approval/queue-item";
import classes from "./approvals.module.css";
import { titleOf } from "./queue-row";
import { UndoButton } from "./undo-button";

const t = words(runMessages, notificationApprovalMessages, notificationApprovalCloserMessages);

export type RevocableProps = {
  queue: Queue;
  busy: ReadonlySet<number>;
  address: Address;
  onUndo: (id: number) => void;
};

/** What was approved and has not gone yet. */
export function RevocableList({ queue, busy, address, onUndo }: RevocableProps) {
  return (
    <Section title={t("approvals.revocable")} flush>
      <ul className={classes.rows} aria-label={t("approvals.revocable")}>
        {queue.revocable.map((item) => (
          <li key={item.id} className={classes.gone}>
            <span className={classes.rowTitle}>{titleOf(item)}</span>
            <span className={classes.rowNote}>
              {t("approvals.batch", { id: item.id })}
              {" · "}
              {t("approvals.taken", {
                names: item.approvers.map(({ name }) => name).join(t("notification.approval.and")),
              })}
            </span>
            {item.release ? <Releasing id={item.id} release={item.release} address={address} /> : null}
            {item.releasesAt ? (
              <span className={classes.goneAct}>
                <UndoButton releasesAt={undoUntil(item)} isBusy={busy.has(item.id)} onUndo={() => onUndo(item.id)} />
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** While its messages are being put in place it can be taken back at any time. */
const undoUntil = ({ state, releasesAt }: QueueItem) => (state === "releasing" ? null : releasesAt);

function Releasing({ id, release, address }: { id: number; release: Release; address: Address }) {
  const percent = percentOf(release);
  const run = hrefTo(`/issuer/runs/${release.runId}`, address);
  if (!isActive(release.state))
    return (
      <p className={classes.rowNote}>
        {t("approvals.release.failed")} <Link href={run}>{t("approvals.release.see")}</Link>
      </p>
    );
  return (
    <div className={classes.rowNote}>
      <Link href={run}>{t("approvals.release", { percent })}</Link>
      <Progress.Root size="sm" radius="sm" className={classes.release}>
        <Progress.Section
          value={percent}
          aria-label={t("approvals.release.run", { id })}
          aria-valuetext={t("run.percent", { percent })}
        />
      </Progress.Root>
    </div>
  );
}
