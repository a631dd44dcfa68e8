"use client";

import { Button, Group, Stack, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { Dialog } from "@/components/settings/dialog";
import { t } from "@/lib/messages/notifications-approval-closer";

type Props = { id: number; isBusy: boolean; onReject: (reason: string) => void; onClose: () => void };

/** Nobody's proposal is turned down without a word why. */
export function RejectDialog({ id, isBusy, onReject, onClose }: Props) {
  const [reason, setReason] = useState("");
  function submit(event: FormEvent) {
    event.preventDefault();
    onReject(reason);
  }
  return (
    <Dialog title={t("approvals.reject.title", { id })} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack>
          <p>{t("approvals.reject.what")}</p>
          <Textarea
            label={t("approvals.reject.reason")}
            required
            withAsterisk={false}
            minLength={3}
            maxLength={500}
            autosize
            minRows={2}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("action.cancel")}
            </Button>
            <Button type="submit" color="red.9" loading={isBusy}>
              {t("approvals.reject")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
