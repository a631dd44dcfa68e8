import { and, eq, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Tx } from "@/db/client";
import { membership, person } from "@/db/schema/identity";
import { Forbidden, NotFound } from "@/lib/errors";
import { permissionsOf } from "@/lib/identity/permissions";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/notifications-decision";
import type { Decider } from "../approval/may-decide";

/** The decider, and under which name his decision is told. */
export type NamedDecider = Decider & { readonly name: string; readonly actor: string };

/**
 * Whose decision it is, with what his role allows at this very moment: the membership is held until the decision is
 * written, so that a role taken away a moment ago no longer counts. `as` is the member for whom an operator at the
 * command line acts, by his address; nobody else can act for another.
 * @throws Forbidden for whatever is not a member in person, NotFound for an address that is no member's.
 */
export async function requireDecider(tx: Tx, scope: Scope, as?: string): Promise<NamedDecider> {
  const onBehalf = scope.kind === "operator" && as !== undefined;
  if (!onBehalf && (scope.kind !== "person" || scope.personId === null || as !== undefined))
    throw new Forbidden(t("notification.approval.needsPerson"));
  const member = alias(membership, "member");
  const [found] = await tx
    .select({ personId: person.id, name: person.name, role: member.role })
    .from(member)
    .innerJoin(person, eq(person.id, member.personId))
    .where(
      and(
        eq(member.issuerId, scope.issuerId),
        isNull(member.disabledAt),
        isNull(person.disabledAt),
        onBehalf ? eq(sql`lower(${person.email})`, as.toLowerCase()) : eq(person.id, scope.personId ?? 0),
      ),
    )
    .for("share", { of: member });
  if (!found) throw onBehalf ? new NotFound(t("notification.approval.unknownMember", { email: as })) : new Forbidden();
  const { personId, name, role } = found;
  const actor = onBehalf ? t("notification.approval.onBehalf", { name }) : name;
  return { personId, name, actor, permissions: permissionsOf(role) };
}
