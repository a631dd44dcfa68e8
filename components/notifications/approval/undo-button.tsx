"use client";

import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { t } from "@/lib/messages/notifications-approval";

type Props = { releasesAt: string | null; isBusy?: boolean; label?: string; onUndo: () => void };

const SECOND_MS = 1_000;

/**
 * Counts down to the moment from which nothing can be taken back, and goes away then. Null: that moment has not begun to
 * come, because the messages are not in place yet.
 */
export function UndoButton({ releasesAt, isBusy = false, label, onUndo }: Props) {
  const left = useSecondsLeft(releasesAt);
  if (left !== null && left <= 0) return null;
  return (
    <Button variant="default" size="xs" loading={isBusy} onClick={onUndo} aria-label={label}>
      {left === null ? t("approvals.undo") : t("approvals.undoLeft", { left: clock(left) })}
    </Button>
  );
}

/** Null before the page listens: the server's clock is not the reader's. */
function useSecondsLeft(until: string | null): number | null {
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    setLeft(null);
    if (until === null) return;
    const tell = () => setLeft(Math.ceil((new Date(until).getTime() - Date.now()) / SECOND_MS));
    tell();
    const timer = setInterval(tell, SECOND_MS);
    return () => clearInterval(timer);
  }, [until]);
  return left;
}

const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
