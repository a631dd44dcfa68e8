import { type AuditMessage, auditMessages } from "@/lib/messages/audit";
import type { AuditKind } from "./audit-kinds";

/** A kind in words; one from a newer version is shown as it is. */
export function auditKindText(kind: string): string {
  return Object.hasOwn(auditMessages, kind) ? auditMessages[kind as AuditKind] : kind;
}

export function auditGroupText(group: string): string {
  const key = `group.${group}`;
  return Object.hasOwn(auditMessages, key) ? auditMessages[key as AuditMessage] : group;
}

/** Detail as "field: before → after; field: value", in the order it was written. */
export function detailText(detail: Readonly<Record<string, unknown>>): string {
  return Object.entries(detail)
    .map(([field, value]) => `${field}: ${isChange(value) ? `${plain(value[0])} → ${plain(value[1])}` : plain(value)}`)
    .join("; ");
}

function isChange(value: unknown): value is [unknown, unknown] {
  return (
    Array.isArray(value) &&
    value.length === 2 &&
    value.some((item) => typeof item !== "string" || value[0] !== value[1])
  );
}

function plain(value: unknown): string {
  if (value === null || value === undefined) return "unknown";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
