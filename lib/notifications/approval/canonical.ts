/**
 * A value as JSON on one line with its keys in order, so that it is the same whatever order a database gives them back in.
 * Whole numbers beyond a float's reach count as their decimal text; what is undefined is not there.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (typeof value === "bigint") return `"${value}"`;
  if (typeof value !== "object") return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(",")}}`;
}

/** FNV-1a, 32 bits: offset basis and prime as published by Fowler, Noll and Vo. */
const BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

/** Four hexadecimal digits of a text: FNV-1a over its UTF-16 units, folded to 16 bits. Tells texts apart, protects nothing. */
export function shortMark(text: string): string {
  let hash = BASIS;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), PRIME);
  return ((hash >>> 16) ^ (hash & 0xffff)).toString(16).padStart(4, "0");
}
