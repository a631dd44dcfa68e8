"use client";

import { Button, Group, Stack, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { ActionFailure } from "@/components/settings/action-failure";
import { Dialog } from "@/components/settings/dialog";
import { useAction } from "@/components/settings/use-action";
import type { Action } from "@/lib/action";
import { t } from "@/lib/messages/escheat-filing-screens";

type Props<I> = {
  label: string;
  title: string;
  /** What will happen, and what will not. */
  what: string;
  say: string;
  action: Action<I & { reason: string }, unknown>;
  /** The input but for the reason. */
  input: I;
};

/** An act that is not done without a word why. */
export function ReasonButton<I>({ label, title, what, say, action, input }: Props<I>) {
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const { run, pending, failure, fields } = useAction(action, { say, after: () => setOpen(false) });
  function submit(event: FormEvent) {
    event.preventDefault();
    run({ ...input, reason });
  }
  return (
    <>
      <Button variant="default" size="xs" onClick={() => setOpen(true)}>
        {label}
      </Button>
      {isOpen ? (
        <Dialog title={title} onClose={() => setOpen(false)}>
          <form onSubmit={submit}>
            <Stack>
              <p>{what}</p>
              <Textarea
                label={t("reports.reason")}
                required
                withAsterisk={false}
                maxLength={500}
                autosize
                minRows={2}
                value={reason}
                error={fields.reason}
                onChange={(event) => setReason(event.currentTarget.value)}
                data-autofocus
              />
              <ActionFailure failure={failure} shown={["reason"]} />
              <Group justify="flex-end">
                <Button variant="default" onClick={() => setOpen(false)}>
                  {t("action.cancel")}
                </Button>
                <Button type="submit" color="red.9" loading={pending}>
                  {label}
                </Button>
              </Group>
            </Stack>
          </form>
        </Dialog>
      ) : null}
    </>
  );
}
