import { type Tx, withGate } from "@/db/client";
import { auditEvent } from "@/db/schema/identity";
import type { AuditKind } from "../audit-kinds";

type Who = {
  readonly issuerId: number;
  readonly personId: number | null;
  readonly actor: string;
  readonly address: string | null;
};
type What = { action: AuditKind; subject: string; detail?: Record<string, unknown> };

/**
 * Adds a line to the audit trail in the transaction of the act: both happen or neither. The application's role can add
 * and read such lines and nothing else. `detail` is shown to auditors and exported: no passwords, tokens or keys in it.
 */
export async function writeAudit(tx: Tx, scope: Who, { action, subject, detail = {} }: What): Promise<void> {
  await tx.insert(auditEvent).values({
    issuerId: scope.issuerId,
    personId: scope.personId,
    actor: scope.actor,
    action,
    subject,
    detail,
    address: scope.address,
  });
}

type Stranger = { issuerId: number | null; personId: number | null; actor: string; address: string | null };

/** A line from before or beside any scope: signing in, being refused. Opens its own transaction. */
export function recordAtGate(who: Stranger, { action, subject, detail = {} }: What): Promise<void> {
  return withGate("identity", (tx) => recordInGate(tx, who, { action, subject, detail }));
}

export async function recordInGate(tx: Tx, who: Stranger, { action, subject, detail = {} }: What): Promise<void> {
  await tx.insert(auditEvent).values({ ...who, action, subject, detail });
}
