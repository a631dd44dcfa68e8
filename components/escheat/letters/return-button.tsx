"use client";

import { Button, Group, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { ActionFailure } from "@/components/settings/action-failure";
import { Dialog } from "@/components/settings/dialog";
import { useAction } from "@/components/settings/use-action";
import { returnLetterAction } from "@/lib/escheat/actions/letters";
import { t } from "@/lib/messages/escheat-filing-screens";

type Props = { batchId: number; number: number; reference: string; today: string };

/** The Postal Service has brought the letter back. */
export function ReturnButton({ batchId, number, reference, today }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [returnedOn, setReturnedOn] = useState(today);
  const { run, pending, failure, fields } = useAction(returnLetterAction, {
    say: t("letters.return.done"),
    after: () => setOpen(false),
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    run({ batchId, number, returnedOn });
  }
  return (
    <>
      <Button
        size="compact-sm"
        variant="subtle"
        onClick={() => setOpen(true)}
        aria-label={t("letters.return.of", { reference })}
      >
        {t("letters.return")}
      </Button>
      {isOpen ? (
        <Dialog title={t("letters.return.of", { reference })} onClose={() => setOpen(false)}>
          <form onSubmit={submit}>
            <Stack>
              <p>{t("letters.return.what")}</p>
              <TextInput
                type="date"
                label={t("letters.return.on")}
                value={returnedOn}
                error={fields.returnedOn}
                onChange={(event) => setReturnedOn(event.currentTarget.value)}
              />
              <ActionFailure failure={failure} shown={["returnedOn"]} />
              <Group justify="flex-end">
                <Button variant="default" onClick={() => setOpen(false)}>
                  {t("action.cancel")}
                </Button>
                <Button type="submit" loading={pending}>
                  {t("letters.return")}
                </Button>
              </Group>
            </Stack>
          </form>
        </Dialog>
      ) : null}
    </>
  );
}
