"use client";

import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { ActionFailure } from "@/components/settings/action-failure";
import { useAction } from "@/components/settings/use-action";
import { acknowledgeReportAction, remitReportAction } from "@/lib/escheat/actions/reports";
import { t } from "@/lib/messages/escheat-filing-screens";
import { type PaymentDraft, PaymentFields } from "./payment-fields";
import classes from "./reports.module.css";

/** The state has answered. */
export function AcknowledgeForm({ reportId }: { reportId: number }) {
  const [reference, setReference] = useState("");
  const { run, pending, failure, fields } = useAction(acknowledgeReportAction, { say: t("reports.acknowledge.done") });
  function submit(event: FormEvent) {
    event.preventDefault();
    run({ reportId, reference });
  }
  return (
    <form onSubmit={submit} className={classes.form}>
      <TextInput
        label={t("reports.acknowledge.reference")}
        description={t("reports.acknowledge.why")}
        required
        withAsterisk={false}
        maxLength={200}
        value={reference}
        error={fields.reference}
        onChange={(event) => setReference(event.currentTarget.value)}
      />
      <ActionFailure failure={failure} shown={["reference"]} />
      <div className={classes.buttons}>
        <Button type="submit" loading={pending}>
          {t("reports.acknowledge.act")}
        </Button>
      </div>
    </form>
  );
}

/** The money of a report that went ahead of it as a notice. */
export function RemitForm({ reportId, today }: { reportId: number; today: string }) {
  const [paidOn, setPaidOn] = useState(today);
  const [payment, setPayment] = useState<PaymentDraft>({ type: "ach-credit", confirmation: "" });
  const { run, pending, failure, fields } = useAction(remitReportAction, { say: t("reports.remit.done") });
  function submit(event: FormEvent) {
    event.preventDefault();
    run({ reportId, paidOn, payment });
  }
  return (
    <form onSubmit={submit} className={classes.form}>
      <div className={classes.fields}>
        <TextInput
          type="date"
          label={t("reports.remit.on")}
          max={today}
          value={paidOn}
          error={fields.paidOn}
          onChange={(event) => setPaidOn(event.currentTarget.value)}
        />
        <PaymentFields payment={payment} errors={fields} onChange={setPayment} />
      </div>
      <ActionFailure failure={failure} shown={["paidOn", "payment", "payment.confirmation"]} />
      <div className={classes.buttons}>
        <Button type="submit" loading={pending}>
          {t("reports.remit.act")}
        </Button>
      </div>
    </form>
  );
}
