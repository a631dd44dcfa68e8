"use client";

import { Alert, Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { ActionFailure } from "@/components/settings/action-failure";
import { useAction } from "@/components/settings/use-action";
import { fileReportAction } from "@/lib/escheat/actions/reports";
import { filingFault } from "@/lib/escheat/filing/filing-day";
import { filingFaultText } from "@/lib/escheat/filing/filing-words";
import type { FileState } from "@/lib/escheat/queries/report-file";
import { t } from "@/lib/messages/escheat-filing-screens";
import { type PaymentDraft, PaymentFields } from "./payment-fields";
import { FileLinks } from "./report-files";
import classes from "./reports.module.css";

const formats = ["naupa3 1.0", "naupa3 0.1", "naupa2", "csv"] as const;

type Props = {
  report: { id: number; dataHash: string; cutoffOn: string; dueOn: string };
  /** Whether the money goes with the report; else it follows. */
  isPaid: boolean;
  /** The last day that may be entered. */
  today: string;
  files: readonly FileState[];
};

/** Notes that the report has gone to the state. Too early and too late are said before anything is pressed. */
export function FileForm({ report, isPaid, today, files }: Props) {
  const ready = files
    .filter(({ why }) => why === null)
    .map(({ format, edition }) => [format, edition].filter(Boolean).join(" "));
  const [filedOn, setFiledOn] = useState(today);
  const [sent, setSent] = useState<string>(formats.find((one) => ready.includes(one)) ?? "csv");
  const [payment, setPayment] = useState<PaymentDraft>({ type: "ach-credit", confirmation: "" });
  const [remark, setRemark] = useState("");
  const { run, pending, failure, fields } = useAction(fileReportAction, { say: t("reports.file.done") });
  const fault = filedOn ? filingFault(report, filedOn) : null;
  function submit(event: FormEvent) {
    event.preventDefault();
    const [format, edition] = sent.split(" ");
    run({
      reportId: report.id,
      dataHash: report.dataHash,
      filedOn,
      format: format === "naupa3" || format === "naupa2" ? format : "csv",
      ...(edition === "1.0" || edition === "0.1" ? { edition } : {}),
      payment: isPaid ? payment : null,
      ...(fault ? { remark } : {}),
    });
  }
  return (
    <form onSubmit={submit} className={classes.form}>
      <p>{t(isPaid ? "reports.file.what" : "reports.file.notice")}</p>
      {isPaid ? (
        <div className={classes.fields}>
          <PaymentFields payment={payment} errors={fields} onChange={setPayment} />
        </div>
      ) : null}
      <FileLinks reportId={report.id} files={files} payment={isPaid ? payment : null} />
      <div className={classes.fields}>
        <TextInput
          type="date"
          label={t("reports.file.on")}
          required
          withAsterisk={false}
          max={today}
          value={filedOn}
          error={fields.filedOn}
          onChange={(event) => setFiledOn(event.currentTarget.value)}
        />
        <NativeSelect
          label={t("reports.file.format")}
          description={t("reports.file.format.why")}
          data={formats
            .filter((one) => ready.includes(one))
            .map((value) => ({ value, label: t(`reports.format.${value}`) }))}
          value={sent}
          error={fields.edition}
          onChange={(event) => setSent(event.currentTarget.value)}
        />
      </div>
      {fault ? (
        <>
          <Alert color="yellow" variant="light" role="status">
            {filingFaultText(fault, report)}
          </Alert>
          <Textarea
            label={t("reports.file.remark")}
            description={t(`filing.file.remark.${fault.kind}`)}
            required
            withAsterisk={false}
            maxLength={500}
            autosize
            value={remark}
            error={fields.remark}
            onChange={(event) => setRemark(event.currentTarget.value)}
          />
        </>
      ) : null}
      <ActionFailure failure={failure} shown={["filedOn", "edition", "payment", "payment.confirmation", "remark"]} />
      <div className={classes.buttons}>
        <Button type="submit" loading={pending}>
          {t("reports.file.act")}
        </Button>
      </div>
    </form>
  );
}
