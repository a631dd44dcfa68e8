"use client";

import { Button, Checkbox } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { ActionFailure } from "@/components/settings/action-failure";
import { useAction } from "@/components/settings/use-action";
import { reviewReportAction } from "@/lib/escheat/actions/reports";
import { t } from "@/lib/messages/escheat-filing-screens";
import classes from "./reports.module.css";

/** A second person says that he has looked it over; which report he means is named by its fingerprint. */
export function ReviewForm({ reportId, dataHash }: { reportId: number; dataHash: string }) {
  const [isSeen, setSeen] = useState(false);
  const { run, pending, failure } = useAction(reviewReportAction, { say: t("reports.review.done") });
  function submit(event: FormEvent) {
    event.preventDefault();
    if (isSeen) run({ reportId, dataHash });
  }
  return (
    <form onSubmit={submit} className={classes.form}>
      <Checkbox
        label={t("reports.review.seen", { hash: dataHash.slice(0, 8) })}
        checked={isSeen}
        onChange={(event) => setSeen(event.currentTarget.checked)}
      />
      <ActionFailure failure={failure} />
      <div className={classes.buttons}>
        <Button type="submit" disabled={!isSeen} loading={pending}>
          {t("reports.review.act")}
        </Button>
      </div>
    </form>
  );
}
