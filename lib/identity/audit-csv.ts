import { stringify } from "csv-stringify/sync";
import type { AuditRow } from "./queries/audit";

const head = ["id", "occurred_at", "actor", "action", "subject", "detail", "address"];

/**
 * The trail as CSV (RFC 4180, UTF-8 with a mark for spreadsheets). A cell that a spreadsheet would run as a formula gets
 * an apostrophe before it: subjects and names are other people's words.
 */
export function auditCsv(rows: readonly AuditRow[]): string {
  const lines = rows.map((row) => [
    String(row.id),
    row.occurredAt.toISOString(),
    row.actor,
    row.action,
    row.subject,
    Object.keys(row.detail).length === 0 ? "" : JSON.stringify(row.detail),
    row.address ?? "",
  ]);
  return `\ufeff${stringify([head, ...lines.map((line) => line.map(neutral))], { record_delimiter: "\r\n" })}`;
}

function neutral(cell: string): string {
  return /^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell;
}
