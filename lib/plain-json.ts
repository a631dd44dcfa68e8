import { toDecimal } from "./money";

/**
 * A result as it goes out in JSON: amounts as decimal strings of the currency named beside them or above them, instants
 * as ISO 8601. What it prints a reader can parse without knowing how many decimals a currency has.
 */
export function plainJson(value: unknown, currency: string): unknown {
  if (typeof value === "bigint") return toDecimal(value, currency);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((item) => plainJson(item, currency));
  if (typeof value !== "object" || value === null) return value;
  const own = (value as { currency?: unknown }).currency;
  const inner = typeof own === "string" ? own : currency;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plainJson(item, inner)]));
}
