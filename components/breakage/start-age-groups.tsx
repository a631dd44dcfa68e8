"use client";

import { Button } from "@mantine/core";
import { ActionFailure } from "@/components/settings/action-failure";
import { useAction } from "@/components/settings/use-action";
import { t } from "@/lib/messages/breakage";
import { startAgeSegmentsAction } from "@/lib/programme/actions";
import { usualSegments } from "@/lib/programme/segments";

/** One press for the usual groups; the page is drawn again with them. */
export function StartAgeGroups() {
  const { run, pending, failure } = useAction(startAgeSegmentsAction);
  return (
    <>
      <ActionFailure failure={failure} />
      <Button loading={pending} onClick={() => run({})}>
        {t("noAgeGroups.start", { names: usualSegments.map(({ name }) => name).join(", ") })}
      </Button>
    </>
  );
}
