import type { z } from "zod";
import { type FieldErrors, Invalid } from "./errors";
import { refusalWords } from "./refusal-words";
import { isStorable } from "./storable";

/** Parses what came from outside, or throws an Invalid that names each wrong field. Values are never repeated back. */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  refuseUnstorable(value, []);
  const result = schema.safeParse(value, { error: refusalWords });
  if (result.success) return result.data;
  throw new Invalid("Some of what was entered cannot be used.", { fields: fieldErrors(result.error) });
}

/** What no database could keep means nothing in any field, so it is refused in all. */
function refuseUnstorable(value: unknown, path: readonly string[]): void {
  if (typeof value === "string" && !isStorable(value)) {
    throw new Invalid(undefined, {
      fields: { [shorten(path.join(".")) || "body"]: "has a character that cannot be kept" },
    });
  }
  if (typeof value !== "object" || value === null || path.length > 20) return;
  for (const [name, item] of Object.entries(value)) refuseUnstorable(item, [...path, name]);
}

export function fieldErrors(error: z.ZodError): FieldErrors {
  const fields = new Map<string, string>();
  for (const issue of error.issues) {
    const path = issue.path.map(String);
    const names = issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...path, key]) : [path];
    for (const name of names) {
      const field = shorten(name.join(".")) || "body";
      const message = issue.code === "unrecognized_keys" ? "is not known here" : issue.message;
      if (!fields.has(field)) fields.set(field, message);
    }
    if (fields.size >= 20) break;
  }
  return Object.fromEntries(fields);
}

/** The name of an unknown field is the sender's text: kept short, and without characters that could disturb a log. */
function shorten(name: string): string {
  return name.replace(/[^\p{L}\p{N}._\-[\]]/gu, "?").slice(0, 80);
}

/**
 * Search parameters as an object for a strict schema. A parameter given twice is refused, because two readers could
 * each take another one of them.
 */
export function singleParameters(search: URLSearchParams): Record<string, string> {
  const entries = new Map<string, string>();
  for (const [name, value] of search) {
    if (entries.has(name))
      throw new Invalid("A parameter was given twice.", { fields: { [shorten(name)]: "is given twice" } });
    if (name === "__proto__") throw new Invalid("Unknown parameter.", { fields: { [name]: "is not known here" } });
    entries.set(name, value);
  }
  return Object.fromEntries(entries);
}

/** JSON from outside. `__proto__` is refused rather than dropped: nobody sends it by accident. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, (key, value) => {
      if (key === "__proto__") throw new SyntaxError("__proto__");
      return value;
    });
  } catch {
    throw new Invalid("The body is not valid JSON.", { fields: { body: "is not valid JSON" } });
  }
}
