"use client";

import { Button } from "@mantine/core";
import { ActionFailure } from "@/components/settings/action-failure";
import { useAction } from "@/components/settings/use-action";
import { t } from "@/lib/messages/notifications-results";
import { takeLearnedAction } from "@/lib/notifications/actions/results";
import type { LearnInput } from "@/lib/notifications/trial/schema";

/** A person takes a measured figure over; the page is drawn anew by the action. */
export function TakeButton({ figure }: { figure: LearnInput }) {
  const { run, pending, failure } = useAction(takeLearnedAction, { say: t("results.learn.taken") });
  return (
    <>
      <Button size="xs" variant="default" loading={pending} onClick={() => run(figure)}>
        {t("results.learn.use")}
      </Button>
      <ActionFailure failure={failure} />
    </>
  );
}
