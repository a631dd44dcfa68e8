import { createHash } from "node:crypto";
import type { Rule } from "./rule";

/**
 * SHA-256 of what a rule says, in hexadecimal: every field with its sources and days. A confirmation names it, so that
 * one given to other words counts no longer. The version's number and who confirmed it are not part of it, nor is the
 * order in which a database gives back the keys.
 */
export function ruleHash({ version: _, confirmed: __, ...said }: Rule): string {
  return createHash("sha256")
    .update(JSON.stringify(sorted(said)))
    .digest("hex");
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sorted(item)]));
}
