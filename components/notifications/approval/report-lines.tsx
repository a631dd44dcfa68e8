"use client";

import { Alert } from "@mantine/core";
import { t } from "@/lib/messages/notifications-approval";
import type { ReportLine } from "./use-approvals";

/** What became of each of several, until somebody has read it. */
export function ReportLines({ lines, onClose }: { lines: readonly ReportLine[]; onClose: () => void }) {
  if (lines.length === 0) return null;
  return (
    <Alert
      role="status"
      mb="md"
      color={lines.some(({ isRefused }) => isRefused) ? "yellow" : undefined}
      title={t("approvals.report")}
      withCloseButton
      closeButtonLabel={t("approvals.report.close")}
      onClose={onClose}
    >
      <ul>
        {lines.map(({ batchId, text }) => (
          <li key={batchId}>{text}</li>
        ))}
      </ul>
    </Alert>
  );
}
