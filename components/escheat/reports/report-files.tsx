"use client";

import { IconDownload } from "@tabler/icons-react";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { DownloadLink } from "@/components/ui/download-link";
import type { FileState } from "@/lib/escheat/queries/report-file";
import { t } from "@/lib/messages/escheat-filing-screens";
import { type PaymentDraft, PaymentFields } from "./payment-fields";
import classes from "./reports.module.css";

type Props = {
  reportId: number;
  files: readonly FileState[];
  /** Before it is filed the payment is told with the download; a file without one is refused by states. */
  asksPayment: boolean;
};

/** The report as files for the state's portal and for people. */
export function ReportFiles({ reportId, files, asksPayment }: Props) {
  const [payment, setPayment] = useState<PaymentDraft>({ type: "ach-credit", confirmation: "" });
  return (
    <div className={classes.files}>
      {asksPayment ? (
        <div className={classes.fields}>
          <PaymentFields payment={payment} onChange={setPayment} />
        </div>
      ) : null}
      <FileLinks reportId={reportId} files={files} payment={asksPayment ? payment : null} />
    </div>
  );
}

type LinksProps = { reportId: number; files: readonly FileState[]; payment: PaymentDraft | null };

/** A download each, or what keeps it from being written. @param payment null where it stands in the report already. */
export function FileLinks({ reportId, files, payment }: LinksProps) {
  const query = useSearchParams();
  function href({ format, edition }: FileState): string {
    const params = new URLSearchParams({ format, ...(edition ? { edition } : {}) });
    const issuer = query.get("issuer");
    if (issuer) params.set("issuer", issuer);
    if (payment?.confirmation) {
      params.set("payment", payment.type);
      params.set("confirmation", payment.confirmation);
    }
    return `/api/v1/escheat/reports/${reportId}/file?${params}`;
  }
  const needsPayment = (format: FileState["format"]) =>
    payment !== null && payment.confirmation === "" && (format === "naupa3" || format === "naupa2");
  const warnings = [...new Set(files.flatMap((file) => file.warnings))];
  return (
    <div className={classes.files}>
      {files.map((file) => {
        const name = t(`reports.format.${file.edition ? (`naupa3 ${file.edition}` as const) : plainFormat(file)}`);
        const waits = file.why === null && needsPayment(file.format);
        return (
          <div key={name} className={classes.file}>
            {file.why === null && !waits ? (
              <DownloadLink
                href={href(file)}
                variant="default"
                size="xs"
                w="fit-content"
                leftSection={<IconDownload size={14} stroke={1.7} aria-hidden />}
              >
                {name}
              </DownloadLink>
            ) : (
              <span className={classes.stepName}>{name}</span>
            )}
            {file.why ? <p className={classes.quiet}>{t("reports.files.not", { why: file.why })}</p> : null}
            {waits ? <p className={classes.quiet}>{t("reports.files.payment")}</p> : null}
          </div>
        );
      })}
      {warnings.length > 0 ? (
        <div className={classes.file}>
          <span className={classes.stepName}>{t("reports.files.warnings")}</span>
          {warnings.map((warning) => (
            <p key={warning} className={classes.quiet}>
              {warning}
            </p>
          ))}
        </div>
      ) : null}
    </div>
  );
}

const plainFormat = ({ format }: FileState) => (format === "naupa3" ? "csv" : format);
