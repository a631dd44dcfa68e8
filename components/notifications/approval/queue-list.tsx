"use client";

import { Button } from "@mantine/core";
import { Section } from "@/components/ui/section";
import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/message";
import type { Queue } from "@/lib/notifications/approval/queue-item";
import classes from "./approvals.module.css";
import { QueueRow, titleOf } from "./queue-row";
import { UndoButton } from "./undo-button";

type Props = {
  queue: Queue;
  viewerId: number;
  currentId: number | null;
  chosen: ReadonlySet<number>;
  busy: ReadonlySet<number>;
  locale: Locale;
  onOpen: (id: number) => void;
  onFocus: (id: number) => void;
  onChoose: (id: number, isChosen: boolean) => void;
  onApproveChosen: () => void;
  onChooseNone: () => void;
  onUndo: (id: number) => void;
};

export function QueueList(props: Props) {
  const { queue, viewerId, currentId, chosen, busy, locale, onOpen, onFocus, onChoose } = props;
  return (
    <>
      <Section
        title={t("approvals.waiting")}
        note={t("approvals.waiting.count", { count: queue.waiting.length })}
        flush
      >
        {chosen.size > 0 ? <ChosenBar count={chosen.size} {...props} /> : null}
        <ul className={classes.rows} aria-label={t("approvals.list")}>
          {queue.waiting.map((item) => (
            <QueueRow
              key={item.id}
              item={item}
              viewerId={viewerId}
              isCurrent={item.id === currentId}
              isChosen={chosen.has(item.id)}
              isBusy={busy.has(item.id)}
              locale={locale}
              onOpen={() => onOpen(item.id)}
              onFocus={() => onFocus(item.id)}
              onChoose={(isChosen) => onChoose(item.id, isChosen)}
            />
          ))}
        </ul>
      </Section>
      <Revocable {...props} />
    </>
  );
}

function ChosenBar({ count, onApproveChosen, onChooseNone }: Props & { count: number }) {
  return (
    <div className={classes.chosen}>
      <p role="status">{t("approvals.chosen", { count })}</p>
      <Button size="xs" onClick={onApproveChosen}>
        {t("approvals.chosen.approve", { count })}
      </Button>
      <Button size="xs" variant="default" onClick={onChooseNone}>
        {t("approvals.chosen.clear")}
      </Button>
    </div>
  );
}

/** What was approved and has not gone yet. */
export function Revocable({ queue, busy, onUndo }: Pick<Props, "queue" | "busy" | "onUndo">) {
  if (queue.revocable.length === 0) return null;
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
            {item.releasesAt ? (
              <span className={classes.goneAct}>
                <UndoButton releasesAt={item.releasesAt} isBusy={busy.has(item.id)} onUndo={() => onUndo(item.id)} />
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}
