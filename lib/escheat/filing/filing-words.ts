import { formatCount, formatDate } from "@/lib/format";
import { t } from "@/lib/messages/escheat-filing";
import { placeName } from "../jurisdiction-name";
import type { FilingFault } from "./filing-day";

/** Early and late, as a sentence that says what it means. */
export const filingFaultText = (
  { kind, days }: FilingFault,
  { cutoffOn, dueOn }: { readonly cutoffOn: string; readonly dueOn: string },
): string =>
  t(`filing.fault.${kind}`, {
    cutoff: formatDate(cutoffOn),
    due: formatDate(dueOn),
    days: formatCount(days),
    n: days,
  });

type Named = { readonly jurisdiction: string; readonly reportYear: number };

/** A report, and a batch of letters, as the audit trail and the list of runs call them. */
export const reportName = (id: number, { jurisdiction, reportYear }: Named): string =>
  t("filing.report.name", { id, place: placeName(jurisdiction), year: reportYear });
export const lettersName = (id: number, { jurisdiction, reportYear }: Named): string =>
  t("filing.letters.name", { id, place: placeName(jurisdiction), year: reportYear });
