"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { usePageKeys } from "@/components/layout/page-keys";
import { type Address, hrefTo } from "@/lib/address";
import type { Locale } from "@/lib/format";
import type { JobView } from "@/lib/jobs/queries";
import { t } from "@/lib/messages/notifications-approval";
import { lastApproved, neighbourOf } from "@/lib/notifications/approval/queue-change";
import { type Queue, type QueueItem, standingOf } from "@/lib/notifications/approval/queue-item";
import classes from "./approvals.module.css";
import { BatchPane } from "./batch-pane";
import { NothingWaits } from "./nothing-waits";
import { QueueList } from "./queue-list";
import { ReportLines } from "./report-lines";
import { Revocable } from "./revocable";
import { type Issuer, useApprovals, type Viewer } from "./use-approvals";

// The watched run comes where one is at work, the dialog when somebody says no.
const BeingMade = dynamic(() => import("./being-made").then((module) => module.BeingMade), { ssr: false });
const RejectDialog = dynamic(() => import("./reject-dialog").then((module) => module.RejectDialog), { ssr: false });

type Props = {
  initial: Queue;
  /** A run that is making proposals at this moment; null: none is, or the reader may not see runs. */
  making: JobView | null;
  /** Of the address: a mail's link opens this proposal. */
  wantedId: number | null;
  issuer: Issuer;
  viewer: Viewer;
  address: Address;
  locale: Locale;
};

/** The queue on the left, what is looked at on the right; on a phone one after the other. All of it works by keys. */
export function ApprovalsScreen({ initial, making, wantedId, issuer, viewer, address, locale }: Props) {
  const router = useRouter();
  const { queue, busy, report, forgetReport, ...decide } = useApprovals(issuer, viewer, initial);
  const [currentId, setCurrentId] = useState(wantedId ?? queue.waiting[0]?.id ?? null);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [isPaneOpen, setPaneOpen] = useState(wantedId !== null);
  const [rejected, setRejected] = useState<QueueItem | null>(null);
  const list = useRef<HTMLDivElement>(null);

  const current = queue.waiting.find(({ id }) => id === currentId) ?? queue.waiting[0] ?? null;
  const picked = queue.waiting.filter(({ id }) => chosen.has(id));
  const isOpen = (item: QueueItem) => standingOf(item, viewer.personId) === "open" && !busy.has(item.id);

  /** The eyes and the focus go to what comes after, so that the next key means the next proposal. */
  function moveOn(id: number): void {
    const next = neighbourOf(queue.waiting, id);
    setCurrentId(next);
    const row = next === null ? null : list.current?.querySelector<HTMLElement>(`[data-batch="${next}"] button`);
    row?.focus();
  }
  function approve(): void {
    if (picked.length > 0) {
      approveChosen();
      return;
    }
    if (!current || !isOpen(current)) return;
    moveOn(current.id);
    setPaneOpen(false);
    void decide.approve(current);
  }
  function approveChosen(): void {
    setChosen(new Set());
    void decide.approveMany(picked);
  }
  function choose(id: number, isChosen: boolean): void {
    setChosen((before) => new Set(isChosen ? [...before, id] : [...before].filter((one) => one !== id)));
  }
  const undo = (id: number) => void decide.undo(id);
  function undoLast(): void {
    const last = lastApproved(queue, viewer.personId, busy);
    if (last !== null) undo(last);
  }
  async function reject(item: QueueItem, reason: string): Promise<void> {
    if (!(await decide.reject(item, reason))) return;
    setRejected(null);
    setPaneOpen(false);
    moveOn(item.id);
  }
  const editHref = (id: number) => `${hrefTo(`/issuer/notifications/${id}`, address)}#edit`;

  usePageKeys([
    { key: "a", text: t("approvals.key.approve"), run: approve },
    { key: "e", text: t("approvals.key.edit"), run: () => current && router.push(editHref(current.id)) },
    { key: "r", text: t("approvals.key.reject"), run: () => current && setRejected(current) },
    { key: "u", text: t("approvals.key.undo"), run: undoLast },
    {
      key: "x",
      text: t("approvals.key.choose"),
      run: () => current && isOpen(current) && choose(current.id, !chosen.has(current.id)),
    },
  ]);
  // What was decided elsewhere can be chosen no more.
  useEffect(() => {
    setChosen((before) => {
      const left = [...before].filter((id) => queue.waiting.some((item) => item.id === id));
      return left.length === before.size ? before : new Set(left);
    });
  }, [queue.waiting]);

  if (queue.waiting.length === 0)
    return (
      <>
        <ReportLines lines={report} onClose={forgetReport} />
        {making ? (
          <BeingMade run={making} issuer={issuer} address={address} locale={locale} />
        ) : (
          <NothingWaits address={address} />
        )}
        <Revocable queue={queue} busy={busy} address={address} onUndo={undo} />
      </>
    );
  return (
    <>
      <ReportLines lines={report} onClose={forgetReport} />
      <div className={classes.panes} data-open={isPaneOpen ? "pane" : "list"}>
        <div className={classes.list} ref={list}>
          <QueueList
            queue={queue}
            viewerId={viewer.personId}
            currentId={current?.id ?? null}
            chosen={chosen}
            busy={busy}
            address={address}
            timeZone={issuer.timeZone}
            locale={locale}
            onOpen={(id) => {
              setCurrentId(id);
              setPaneOpen(true);
            }}
            onFocus={setCurrentId}
            onChoose={choose}
            onApproveChosen={approveChosen}
            onChooseNone={() => setChosen(new Set())}
            onUndo={undo}
          />
        </div>
        {current ? (
          <div className={classes.pane}>
            <BatchPane
              item={current}
              issuer={issuer}
              viewer={viewer}
              isBusy={busy.has(current.id)}
              editHref={editHref(current.id)}
              address={address}
              locale={locale}
              onBack={() => setPaneOpen(false)}
              onApprove={approve}
              onReject={() => setRejected(current)}
              onUndo={() => undo(current.id)}
            />
          </div>
        ) : null}
      </div>
      {rejected ? (
        <RejectDialog
          id={rejected.id}
          isBusy={busy.has(rejected.id)}
          onReject={(reason) => void reject(rejected, reason)}
          onClose={() => setRejected(null)}
        />
      ) : null}
    </>
  );
}
