import { createHmac } from "node:crypto";

/** The role as which web, worker and command line work: it owns nothing and bypasses nothing. */
export const APP_ROLE = "breakwater_app";

/**
 * The application role's password, derived from the owner's so that every process that knows DATABASE_URL can find it
 * and nothing more needs to be configured or stored.
 */
export function appPassword(ownerUrl: string): string {
  return createHmac("sha256", decodeURIComponent(new URL(ownerUrl).password))
    .update(APP_ROLE)
    .digest("hex");
}

export function appUrl(ownerUrl: string, override?: string): string {
  if (override) return override;
  const url = new URL(ownerUrl);
  url.username = APP_ROLE;
  url.password = appPassword(ownerUrl);
  return url.href;
}
