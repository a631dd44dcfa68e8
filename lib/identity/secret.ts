import { createHmac } from "node:crypto";
import { env } from "@/lib/env";

/**
 * What signs sign-in cookies and the links in messages. Derived from the database's password where AUTH_SECRET is not set;
 * whoever changes either ends the links that have been sent.
 */
export function authSecret(): string {
  const { AUTH_SECRET, APP_DATABASE_URL, DATABASE_URL } = env();
  if (AUTH_SECRET) return AUTH_SECRET;
  const { password } = new URL(DATABASE_URL);
  const { password: appPassword } = new URL(APP_DATABASE_URL ?? DATABASE_URL);
  const known = password || appPassword;
  if (!known) throw new Error("Set AUTH_SECRET: the database's address has no password to derive it from");
  return createHmac("sha256", known).update("breakwater sign-in").digest("hex");
}
