"use client";

import { Button } from "@mantine/core";
import { ActionFailure } from "@/components/settings/action-failure";
import { useAction } from "@/components/settings/use-action";
import { t } from "@/lib/messages/notifications-templates";
import { addShippedTemplatesAction } from "@/lib/notifications/actions/templates";

/** Puts the shipped words to work, to be made one's own afterwards. */
export function BeginButton() {
  const { run, pending, failure } = useAction(addShippedTemplatesAction, { say: "" });
  return (
    <>
      <Button loading={pending} onClick={() => run({})}>
        {t("templates.begin")}
      </Button>
      <ActionFailure failure={failure} />
    </>
  );
}
