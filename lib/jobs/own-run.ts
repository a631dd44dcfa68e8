import type { Permission } from "@/lib/identity/permissions";
import type { Scope } from "@/lib/identity/scope";
import type { JobKind } from "./constants";

/** Who has started a run may stop it, whatever else he may do. A key is nobody: it needs the permission. */
export const isOwnRun = ({ personId }: Pick<Scope, "personId">, startedBy: number | null): boolean =>
  personId !== null && startedBy === personId;

/** What a person needs to start a run of the kind; null where none is started by a person. */
const startedWith = {
  "import.load": "import.run",
  "import.repair": "import.run",
  "import.withdraw": "import.withdraw",
  "forecast.make": "forecast.make",
  "escheat.forecast": "escheat.forecast",
  "escheat.what-if": "escheat.forecast",
  "escheat.issue-letters": "escheat.approve",
  "notifications.propose": "notification.propose",
  "notifications.release": "notification.approve",
  "notifications.tell-approvers": "notification.propose",
  "notifications.measure": "notification.propose",
  "notifications.forget": null,
  "rollups.verify": null,
} as const satisfies Record<JobKind, Permission | null>;

type Run = { readonly kind: string; readonly startedBy: number | null };

/** What starting it anew asks for: of one's own run what starting it did, of any other the right over all runs. */
export function neededToRetry(scope: Pick<Scope, "personId" | "permissions">, { kind, startedBy }: Run): Permission {
  const own = isOwnRun(scope, startedBy) && Object.hasOwn(startedWith, kind) ? startedWith[kind as JobKind] : null;
  return own === null || scope.permissions.has("job.cancel") ? "job.cancel" : own;
}
