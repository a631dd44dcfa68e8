"use client";

import { Checkbox } from "@mantine/core";
import { formatInstant, formatMoney, formatMoneyShort, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-approval";
import { agreedAt, type QueueItem, standingOf } from "@/lib/notifications/approval/queue-item";
import classes from "./approvals.module.css";
import { UndoButton } from "./undo-button";

type Props = {
  item: QueueItem;
  viewerId: number;
  isCurrent: boolean;
  isChosen: boolean;
  isBusy: boolean;
  timeZone: string;
  locale: Locale;
  onOpen: () => void;
  onFocus: () => void;
  onChoose: (isChosen: boolean) => void;
  onUndo: () => void;
};

/** A proposal in one look: what, how many, how much, and what a day of waiting loses. */
export function QueueRow(props: Props) {
  const { item, viewerId, isCurrent, isChosen, isBusy, timeZone, locale, onOpen, onFocus, onChoose, onUndo } = props;
  const agreed = agreedAt(item, viewerId);
  const standing = standingOf(item, viewerId);
  return (
    <li
      className={classes.row}
      data-list-row=""
      data-batch={item.id}
      aria-current={isCurrent || undefined}
      aria-busy={isBusy || undefined}
    >
      <Checkbox
        size="md"
        className={classes.choose}
        aria-label={t("approvals.row.choose", { id: item.id })}
        checked={isChosen}
        disabled={standing !== "open" || isBusy}
        onChange={(event) => onChoose(event.currentTarget.checked)}
      />
      <button type="button" className={classes.open} onClick={onOpen} onFocus={onFocus}>
        <span className={classes.rowTitle}>{titleOf(item)}</span>
        <span className={classes.rowDelay}>
          {t("approvals.row.delay", { amount: formatMoney(item.delayCost, item.currency, locale) })}
        </span>
        <span className={classes.rowNote}>
          {t("approvals.row.messages", { count: item.messages })}
          {" · "}
          {formatMoneyShort(item.valueAtStake, item.currency, locale)}
          {" · "}
          {t("approvals.batch", { id: item.id })}
        </span>
        {standing === "own" ? <span className={classes.mark}>{t("approvals.row.own")}</span> : null}
        {standing === "open" && item.state === "half-approved" ? (
          <span className={classes.mark}>{t("approvals.row.half")}</span>
        ) : null}
      </button>
      {standing === "approved-by-me" && agreed !== null ? (
        <div className={classes.agreed}>
          <span>{t("approvals.row.mine", { at: formatInstant(agreed, timeZone, locale) })}</span>
          <UndoButton
            releasesAt={null}
            isBusy={isBusy}
            label={t("approvals.undo.half", { id: item.id })}
            onUndo={onUndo}
          />
        </div>
      ) : null}
    </li>
  );
}

export const titleOf = ({ reason, channel }: QueueItem) =>
  t("approvals.row", { reason: t(`notify.reason.${reason}`), channel: t(`approvals.channel.${channel}`) });
