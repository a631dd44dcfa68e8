import { createHash } from "node:crypto";

/**
 * SHA-256 in hexadecimal over a value as JSON with its keys in order, so that it is the same whatever order a database
 * gives them back in. Whole numbers beyond a float's reach (bigint) count as their decimal text; what is undefined is not there.
 */
export function fingerprint(value: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify(ordered(value)))
    .digest("hex");
}

function ordered(value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, ordered(item)]));
}

/** Over several fingerprints in their order: of one it is that one itself. */
export const fingerprintOfAll = (parts: readonly string[]): string =>
  parts.length === 1 && parts[0] !== undefined ? parts[0] : fingerprint(parts);
