import { and, desc, eq, gte, inArray, like, lt, or, type SQL, sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { auditEvent } from "@/db/schema/identity";
import type { AuditFilter } from "../audit-filter";
import type { Scope } from "../scope";

export type AuditRow = {
  id: number;
  occurredAt: Date;
  actor: string;
  personId: number | null;
  action: string;
  subject: string;
  detail: Record<string, unknown>;
  address: string | null;
};
export const AUDIT_PAGE = 50;

/** The trail, youngest first. `before` is the id the page before ended with: lines that arrive meanwhile shift nothing. */
export function listAudit(scope: Scope, filter: AuditFilter, limit = AUDIT_PAGE): Promise<AuditRow[]> {
  return withScope(
    scope,
    (tx) =>
      tx
        .select({
          id: auditEvent.id,
          occurredAt: auditEvent.occurredAt,
          actor: auditEvent.actor,
          personId: auditEvent.personId,
          action: auditEvent.action,
          subject: auditEvent.subject,
          detail: auditEvent.detail,
          address: auditEvent.address,
        })
        .from(auditEvent)
        .where(and(...conditions(scope, filter), filter.before ? lt(auditEvent.id, filter.before) : undefined))
        .orderBy(desc(auditEvent.id))
        .limit(limit),
    { readOnly: true },
  );
}

export async function countAudit(scope: Scope, filter: AuditFilter): Promise<number> {
  const [row] = await withScope(
    scope,
    (tx) =>
      tx
        .select({ count: sql<number>`count(*)::int` })
        .from(auditEvent)
        .where(and(...conditions(scope, filter))),
    { readOnly: true },
  );
  return row?.count ?? 0;
}

/** Everybody who appears in the trail, for the filter. */
export async function listActors(scope: Scope): Promise<string[]> {
  const rows = await withScope(
    scope,
    (tx) =>
      tx
        .selectDistinct({ actor: auditEvent.actor })
        .from(auditEvent)
        .where(eq(auditEvent.issuerId, scope.issuerId))
        .orderBy(auditEvent.actor)
        .limit(500),
    { readOnly: true },
  );
  return rows.map((row) => row.actor);
}

/** Days are the issuer's own: a day in the filter begins and ends at its midnights. */
function conditions(scope: Scope, filter: AuditFilter): (SQL | undefined)[] {
  const midnight = (day: string, plus: number) =>
    sql`((${day}::date + ${plus}::int)::timestamp at time zone ${scope.issuer.timeZone})`;
  const kinds = filter.kinds.map((kind) =>
    kind.includes(".") || kind === "sign-out" ? eq(auditEvent.action, kind) : like(auditEvent.action, `${kind}.%`),
  );
  return [
    eq(auditEvent.issuerId, scope.issuerId),
    filter.actors.length > 0 ? inArray(auditEvent.actor, [...filter.actors]) : undefined,
    kinds.length > 0 ? or(...kinds) : undefined,
    filter.from ? gte(auditEvent.occurredAt, midnight(filter.from, 0)) : undefined,
    filter.to ? lt(auditEvent.occurredAt, midnight(filter.to, 1)) : undefined,
  ];
}
