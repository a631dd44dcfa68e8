import { createHash } from "node:crypto";

/** A digest of each field of a body, by its name: enough to say which differ, and nothing that was said in them. */
export type Fingerprint = Readonly<Record<string, string>>;

/** Of a body as its schema has read it, so that the order of fields and what it leaves out make no difference. */
export function fingerprintOf(body: unknown): Fingerprint {
  if (body === undefined) return {};
  const fields = typeof body === "object" && body !== null && !Array.isArray(body) ? body : { body };
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, digest(value)]),
  );
}

const digest = (value: unknown): string =>
  createHash("sha256")
    .update(JSON.stringify(value, (_, item) => (typeof item === "bigint" ? item.toString() : item)))
    .digest("hex");

/** The fields in which two bodies differ, one that only one of them has among them. */
export function differingFields(one: Fingerprint, other: Fingerprint): string[] {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].filter((name) => one[name] !== other[name]).sort();
}
