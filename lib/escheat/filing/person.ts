import { Forbidden } from "@/lib/errors";
import type { Permission } from "@/lib/identity/permissions";
import { t } from "@/lib/messages/escheat-filing";

type Actor = {
  readonly personId: number | null;
  readonly kind: string;
  readonly permissions: ReadonlySet<Permission>;
};

/**
 * What a state is told, and what owners are written to, has a name under it. A key, a run or the command line has none,
 * whatever it may do besides; and a role that was changed a moment ago no longer counts.
 * @throws Forbidden.
 */
export function personOf(scope: Actor, permission: Permission): number {
  if (scope.kind !== "person" || scope.personId === null) throw new Forbidden(t("filing.needsPerson"));
  if (!scope.permissions.has(permission)) throw new Forbidden();
  return scope.personId;
}

/** The second pair of eyes. @throws Forbidden when it is the first. */
export function otherPersonOf(scope: Actor, permission: Permission, first: number, said: string): number {
  const person = personOf(scope, permission);
  if (person === first) throw new Forbidden(said);
  return person;
}
