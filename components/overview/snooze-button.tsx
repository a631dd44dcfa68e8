"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useAction } from "@/components/settings/use-action";
import { t } from "@/lib/messages/overview";
import { snoozeNoteAction } from "@/lib/overview/actions";

type Props = { cause: string; sentence: string; isSnoozed: boolean };

/** Sets a note aside for oneself, or shows it again. */
export function SnoozeButton({ cause, sentence, isSnoozed }: Props) {
  const router = useRouter();
  const { run, pending, failure } = useAction(snoozeNoteAction, { say: "", after: () => router.refresh() });
  return (
    <>
      <Button
        variant="subtle"
        size="xs"
        loading={pending}
        aria-label={t(isSnoozed ? "notes.wake.what" : "notes.snooze.what", { sentence })}
        onClick={() => run({ cause, days: isSnoozed ? 0 : 30 })}
        data-print="no"
      >
        {t(isSnoozed ? "notes.wake" : "notes.snooze")}
      </Button>
      {failure ? <p role="alert">{failure.message}</p> : null}
    </>
  );
}
