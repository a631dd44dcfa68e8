"use client";

import { notifications } from "@mantine/notifications";
import type { ActionFailure } from "@/lib/action";
import { formatInstant } from "@/lib/format";
import { t } from "@/lib/messages/notifications-approval";
import classes from "./approvals.module.css";
import { UndoButton } from "./undo-button";

type Approved = {
  id: number;
  state: "half-approved" | "releasing" | "approved";
  releasesAt: Date | string | null;
  messages: number;
  heldOut: number;
  timeZone: string;
  undo: () => void;
};

/** How long the notice stands; the list keeps the way back for as long as there is one. */
const SHOWN_MS = 12_000;

/** What was let out, when it goes, and the way back. */
export function showApproved({ id, state, releasesAt, messages, heldOut, timeZone, undo }: Approved): void {
  if (state === "half-approved" || releasesAt === null) {
    notifications.show({
      id: `approved-${id}`,
      autoClose: SHOWN_MS,
      title: t("approvals.half", { id }),
      message: <UndoButton releasesAt={null} onUndo={undo} />,
    });
    return;
  }
  const at = formatInstant(releasesAt, timeZone, "en");
  notifications.show({
    id: `approved-${id}`,
    autoClose: SHOWN_MS,
    title: t("approvals.approved", { id, count: messages, held: heldOut }),
    message: (
      <>
        <p className={classes.told}>{t("approvals.nothingLeaves", { at })}</p>
        {state === "releasing" ? <p className={classes.told}>{t("approvals.release.begun")}</p> : null}
        <UndoButton releasesAt={new Date(releasesAt).toISOString()} onUndo={undo} />
      </>
    ),
  });
}

export function showFailure(ids: readonly number[], failure: ActionFailure): void {
  const [id] = ids;
  notifications.show({
    color: "red",
    autoClose: false,
    title: ids.length === 1 && id !== undefined ? t("approvals.batch", { id }) : undefined,
    message: failure.message,
  });
}
