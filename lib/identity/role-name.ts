import { type Role, roles } from "@/lib/identity/constants";
import { t } from "@/lib/messages/screens";

/** A role in words. One this version does not know is shown as it is. */
export function roleName(role: string): string {
  return roles.some((known) => known === role) ? t(`role.${role as Role}`) : role;
}
