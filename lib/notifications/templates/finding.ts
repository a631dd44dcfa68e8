import type { MessageKey } from "@/lib/messages/message";
import { t } from "@/lib/messages/notifications-templates";

/** What forbids use, and what a person with the law at hand has to look at before. */
export type Severity = "block" | "review";

export type LintFinding = {
  readonly code: FindingCode;
  /** The rule of our regulation list, or null for what is merely broken. */
  readonly rule: string | null;
  readonly severity: Severity;
  readonly field: "subject" | "body" | "class" | "setting";
  /** Both count from 1; null: no one place is to blame. */
  readonly line: number | null;
  readonly column: number | null;
  /** States whose law it is. */
  readonly states: readonly string[];
  readonly text: string;
};

export const findingCodes = {
  "unknown-variable": { rule: null, severity: "block" },
  "open-brace": { rule: null, severity: "block" },
  "not-inline": { rule: null, severity: "block" },
  "control-character": { rule: null, severity: "block" },
  "empty-subject": { rule: "M2", severity: "block" },
  "long-subject": { rule: "M2", severity: "block" },
  "many-lined-subject": { rule: "M2", severity: "block" },
  "fake-reply": { rule: "M2", severity: "block" },
  shouting: { rule: "M2", severity: "block" },
  "empty-body": { rule: null, severity: "block" },
  "long-body": { rule: null, severity: "block" },
  "no-cards": { rule: null, severity: "block" },
  "no-last-day": { rule: null, severity: "block" },
  "unknown-last-day": { rule: null, severity: "block" },
  "no-postal-address": { rule: "M2", severity: "block" },
  "card-number": { rule: "M15", severity: "block" },
  secret: { rule: "M15", severity: "block" },
  promotion: { rule: "M14", severity: "block" },
  "not-statutory": { rule: "M1", severity: "block" },
  "not-commercial": { rule: "M1", severity: "review" },
  "expiry-words": { rule: "M16", severity: "review" },
  "fee-words": { rule: "M16", severity: "review" },
  "spend-only": { rule: "M17", severity: "review" },
} as const satisfies Record<string, { rule: string | null; severity: Severity }>;
export type FindingCode = keyof typeof findingCodes;

type Place = Pick<LintFinding, "field"> & {
  readonly line?: number;
  readonly column?: number;
  readonly states?: readonly string[];
  readonly values?: Readonly<Record<string, string | number>>;
};

/** The finding with its sentence. */
export function finding(code: FindingCode, { field, line, column, states = [], values = {} }: Place): LintFinding {
  const { rule, severity } = findingCodes[code];
  const key = `templates.finding.${code}` satisfies MessageKey<typeof t>;
  // Braces belong to the messages' own places, so that a variable comes in as a value.
  const text = t(key, { line: line ?? 0, column: column ?? 0, cards: "{{cards}}", lastDay: "{{last-day}}", ...values });
  return { code, rule, severity, field, line: line ?? null, column: column ?? null, states, text };
}

export const blocks = (findings: readonly LintFinding[]): boolean =>
  findings.some(({ severity }) => severity === "block");
