"use client";

import { Button } from "@mantine/core";
import { Section } from "@/components/ui/section";
import type { Address } from "@/lib/address";
import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-approval";
import type { Queue } from "@/lib/notifications/approval/queue-item";
import classes from "./approvals.module.css";
import { QueueRow } from "./queue-row";
import { Revocable } from "./revocable";

type Props = {
  queue: Queue;
  viewerId: number;
  currentId: number | null;
  chosen: ReadonlySet<number>;
  busy: ReadonlySet<number>;
  address: Address;
  timeZone: string;
  locale: Locale;
  onOpen: (id: number) => void;
  onFocus: (id: number) => void;
  onChoose: (id: number, isChosen: boolean) => void;
  onApproveChosen: () => void;
  onChooseNone: () => void;
  onUndo: (id: number) => void;
};

export function QueueList(props: Props) {
  const { queue, viewerId, currentId, chosen, busy, timeZone, locale, onOpen, onFocus, onChoose, onUndo } = props;
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
              timeZone={timeZone}
              locale={locale}
              onOpen={() => onOpen(item.id)}
              onFocus={() => onFocus(item.id)}
              onChoose={(isChosen) => onChoose(item.id, isChosen)}
              onUndo={() => onUndo(item.id)}
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
