"use client";

import { Button, Checkbox, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { ActionFailure } from "@/components/settings/action-failure";
import { useAction } from "@/components/settings/use-action";
import { approveLettersAction, issueLettersAction, mailLettersAction } from "@/lib/escheat/actions/letters";
import { t } from "@/lib/messages/escheat-filing-screens";
import classes from "../reports/reports.module.css";

/** A second person lets exactly these letters out. */
export function ApproveForm({ batchId, seal }: { batchId: number; seal: string }) {
  const [isRead, setRead] = useState(false);
  const { run, pending, failure } = useAction(approveLettersAction, { say: t("letters.approve.done") });
  function submit(event: FormEvent) {
    event.preventDefault();
    if (isRead) run({ batchId, seal });
  }
  return (
    <form onSubmit={submit} className={classes.form}>
      <Checkbox
        label={t("letters.approve.read", { seal: seal.slice(0, 8) })}
        checked={isRead}
        onChange={(event) => setRead(event.currentTarget.checked)}
      />
      <ActionFailure failure={failure} />
      <div className={classes.buttons}>
        <Button type="submit" disabled={!isRead} loading={pending}>
          {t("letters.approve.act")}
        </Button>
      </div>
    </form>
  );
}

type IssueProps = { batchId: number; seal: string; first: string; last: string | null; isBusy: boolean };

/** Prints the approved letters with a date on them. */
export function IssueForm({ batchId, seal, first, last, isBusy }: IssueProps) {
  const router = useRouter();
  const [issuedOn, setIssuedOn] = useState(first);
  const { run, pending, failure, fields } = useAction(issueLettersAction, {
    say: t("letters.issue.started"),
    after: () => router.refresh(),
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    run({ batchId, seal, issuedOn });
  }
  return (
    <form onSubmit={submit} className={classes.form}>
      <TextInput
        type="date"
        label={t("letters.issue.on")}
        description={t("letters.issue.on.why")}
        w="fit-content"
        min={first}
        {...(last ? { max: last } : {})}
        value={issuedOn}
        error={fields.issuedOn}
        onChange={(event) => setIssuedOn(event.currentTarget.value)}
      />
      <ActionFailure failure={failure} shown={["issuedOn"]} />
      <div className={classes.buttons}>
        <Button type="submit" loading={pending} disabled={isBusy}>
          {t("letters.issue.act")}
        </Button>
      </div>
    </form>
  );
}

/** The day on which the envelopes went to the post. */
export function MailForm({ batchId, first, today }: { batchId: number; first: string; today: string }) {
  const [mailedOn, setMailedOn] = useState(first > today ? today : first);
  const { run, pending, failure, fields } = useAction(mailLettersAction, { say: t("letters.mail.done") });
  function submit(event: FormEvent) {
    event.preventDefault();
    run({ batchId, mailedOn });
  }
  return (
    <form onSubmit={submit} className={classes.form}>
      <TextInput
        type="date"
        label={t("letters.mail.on")}
        description={t("letters.mail.why")}
        w="fit-content"
        min={first}
        value={mailedOn}
        error={fields.mailedOn}
        onChange={(event) => setMailedOn(event.currentTarget.value)}
      />
      <ActionFailure failure={failure} shown={["mailedOn"]} />
      <div className={classes.buttons}>
        <Button type="submit" loading={pending}>
          {t("letters.mail.act")}
        </Button>
      </div>
    </form>
  );
}
