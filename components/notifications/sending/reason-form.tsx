"use client";

import { Button, Group, Stack, Textarea } from "@mantine/core";
import { useState } from "react";
import { ActionFailure } from "@/components/settings/action-failure";
import { Dialog } from "@/components/settings/dialog";
import type { ActionFailure as Failure } from "@/lib/action";
import { t } from "@/lib/messages/notifications-hold";

export type Choice = { readonly key: string; readonly label: string; readonly isGrave?: boolean };
type Props = {
  title: string;
  what: string;
  choices: readonly Choice[];
  pending: boolean;
  failure: Failure | null;
  onChoose: (key: string, reason: string) => void;
  onClose: () => void;
};

/** One of a few acts, each with the reason for it. */
export function ReasonForm({ title, what, choices, pending, failure, onChoose, onClose }: Props) {
  const [reason, setReason] = useState("");
  return (
    <Dialog title={title} onClose={onClose}>
      <Stack>
        <p>{what}</p>
        <Textarea
          label={t("hold.reason")}
          maxLength={500}
          autosize
          minRows={2}
          value={reason}
          error={failure?.fields.reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          data-autofocus
        />
        <ActionFailure failure={failure} shown={["reason"]} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("action.cancel")}
          </Button>
          {choices.map(({ key, label, isGrave }) => (
            <Button
              key={key}
              color={isGrave ? "red.9" : undefined}
              loading={pending}
              onClick={() => onChoose(key, reason)}
            >
              {label}
            </Button>
          ))}
        </Group>
      </Stack>
    </Dialog>
  );
}
