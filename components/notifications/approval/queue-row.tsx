"use client";

import { Checkbox } from "@mantine/core";
import { formatMoney, formatMoneyShort, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/message";
import { type QueueItem, standingOf } from "@/lib/notifications/approval/queue-item";
import classes from "./approvals.module.css";

type Props = {
  item: QueueItem;
  viewerId: number;
  isCurrent: boolean;
  isChosen: boolean;
  isBusy: boolean;
  locale: Locale;
  onOpen: () => void;
  onFocus: () => void;
  onChoose: (isChosen: boolean) => void;
};

/** A proposal in one look: what, how many, how much, and what a day of waiting loses. */
export function QueueRow({ item, viewerId, isCurrent, isChosen, isBusy, locale, onOpen, onFocus, onChoose }: Props) {
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
        {standing === "approved-by-me" ? <span className={classes.mark}>{t("approvals.row.mine")}</span> : null}
        {standing === "open" && item.state === "half-approved" ? (
          <span className={classes.mark}>{t("approvals.row.half")}</span>
        ) : null}
      </button>
    </li>
  );
}

export const titleOf = ({ reason, channel }: QueueItem) =>
  t("approvals.row", { reason: t(`notify.reason.${reason}`), channel: t(`approvals.channel.${channel}`) });
