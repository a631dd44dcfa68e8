"use client";

import { Button, Group, Stack } from "@mantine/core";
import { useState } from "react";
import { ActionFailure } from "@/components/settings/action-failure";
import { Dialog } from "@/components/settings/dialog";
import { useAction } from "@/components/settings/use-action";
import { t } from "@/lib/messages/notifications-templates";
import { withdrawTemplateAction } from "@/lib/notifications/actions/templates";

/** Takes a version out of use. It stays readable for whoever looks at what was sent with it. */
export function WithdrawButton({ id, version }: { id: number; version: number }) {
  const [isOpen, setOpen] = useState(false);
  const { run, pending, failure } = useAction(withdrawTemplateAction, {
    say: t("templates.withdrawn", { n: version }),
    after: () => setOpen(false),
  });
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t("templates.withdraw")}
      </Button>
      {isOpen ? (
        <Dialog title={t("templates.withdrawTitle", { n: version })} onClose={() => setOpen(false)}>
          <Stack>
            <p>{t("templates.withdrawExplain")}</p>
            <ActionFailure failure={failure} />
            <Group justify="flex-end">
              <Button variant="default" onClick={() => setOpen(false)}>
                {t("templates.cancel")}
              </Button>
              <Button color="red.9" loading={pending} onClick={() => run({ id })}>
                {t("templates.withdraw")}
              </Button>
            </Group>
          </Stack>
        </Dialog>
      ) : null}
    </>
  );
}
