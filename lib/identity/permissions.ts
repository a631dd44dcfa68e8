import type { Role } from "./constants";

/**
 * Code asks for a permission, never for a role. A permission names a domain and what may be done there.
 * `customer.read` is apart from `card.read` because it shows names and addresses.
 */
export const permissions = [
  "overview.read",
  "breakage.read",
  "insight.read",
  "forecast.read",
  "forecast.make",
  "forecast.choose",
  "escheat.read",
  "escheat.forecast",
  "escheat.propose",
  "escheat.approve",
  "holder.manage",
  "accounting.read",
  "accounting.propose",
  "accounting.approve",
  "notification.read",
  "notification.propose",
  "notification.approve",
  "notification.manage",
  "notification.event",
  "card.read",
  "customer.read",
  "export.create",
  "import.read",
  "import.run",
  "import.withdraw",
  "job.read",
  "job.cancel",
  "view.read",
  "view.write",
  "view.share",
  "setting.read",
  "brand.manage",
  "card-type.manage",
  "segment.manage",
  "member.read",
  "member.manage",
  "key.manage",
  "audit.read",
] as const;
export type Permission = (typeof permissions)[number];

const analyst = [
  "overview.read",
  "breakage.read",
  "insight.read",
  "forecast.read",
  "forecast.make",
  "forecast.choose",
  "escheat.read",
  "escheat.forecast",
  "escheat.propose",
  "accounting.read",
  "accounting.propose",
  "notification.read",
  "notification.propose",
  "card.read",
  "customer.read",
  "export.create",
  "import.read",
  "job.read",
  "view.read",
  "view.write",
  "setting.read",
  "member.read",
] as const satisfies readonly Permission[];

/** The one table of who may do what. What is not listed is refused. */
export const rolePermissions = {
  analyst,
  manager: [...analyst, "escheat.approve", "accounting.approve", "notification.approve", "view.share", "audit.read"],
  admin: [
    ...analyst,
    "view.share",
    "audit.read",
    "import.run",
    "import.withdraw",
    "job.cancel",
    "brand.manage",
    "card-type.manage",
    "segment.manage",
    "holder.manage",
    "notification.manage",
    "notification.event",
    "member.manage",
    "key.manage",
  ],
} as const satisfies Record<Role, readonly Permission[]>;

/** What a machine may be given. Never people, keys or settings: a leaked key must not be able to make itself stay. */
export const keyScopes = [
  "overview.read",
  "breakage.read",
  "insight.read",
  "forecast.read",
  "forecast.make",
  "escheat.read",
  "escheat.forecast",
  "accounting.read",
  "notification.read",
  "notification.propose",
  "notification.event",
  "card.read",
  "customer.read",
  "export.create",
  "import.read",
  "import.run",
  "import.withdraw",
  "job.read",
  "job.cancel",
] as const satisfies readonly Permission[];
export type KeyScope = (typeof keyScopes)[number];

/** Work without a person at the screen does what it was queued for and may not touch people, keys or settings. */
export const jobPermissions: ReadonlySet<Permission> = new Set<Permission>(keyScopes);

const known: ReadonlySet<string> = new Set(permissions);

export function isPermission(value: string): value is Permission {
  return known.has(value);
}

/** A role the table does not know (an old row, a typo) may do nothing. */
export function permissionsOf(role: string): ReadonlySet<Permission> {
  return new Set<Permission>(Object.hasOwn(rolePermissions, role) ? rolePermissions[role as Role] : []);
}

/** Of what a key's row lists, only what a key may be given at all. */
export function permissionsOfKey(scopes: readonly string[]): ReadonlySet<Permission> {
  return new Set<Permission>(keyScopes.filter((scope) => scopes.includes(scope)));
}
