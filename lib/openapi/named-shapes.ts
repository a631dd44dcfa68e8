import { z } from "zod";

/**
 * Every shape with a name. The generator has to be told of them before it meets one in use: it takes the first use for
 * the shape itself, and one that may be null there could then be null everywhere.
 */
export const namedShapes = (operations: readonly unknown[]): z.ZodType[] =>
  [...schemasWithin(operations, new Set())].filter((schema) => schema.meta()?.id !== undefined);

function* schemasWithin(part: unknown, seen: Set<unknown>): Generator<z.ZodType> {
  if (typeof part !== "object" || part === null || seen.has(part)) return;
  seen.add(part);
  if (part instanceof z.ZodType) yield part;
  for (const inner of Object.values(part instanceof z.ZodType ? part.def : part)) yield* schemasWithin(inner, seen);
}

/**
 * A named shape that may be null: one of the two. The generator says that both hold, of the shape and of a type that
 * may be null, which forbids null.
 */
export function orNull(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(orNull);
  if (typeof part !== "object" || part === null) return part;
  const inner = Object.fromEntries(Object.entries(part).map(([name, one]) => [name, orNull(one)]));
  if (!Array.isArray(inner.allOf) || inner.allOf.length !== 2) return inner;
  const [shape, { type, ...notes }] = inner.allOf as [Record<string, unknown>, Record<string, unknown>];
  if (!("$ref" in shape) || !Array.isArray(type) || !type.includes("null")) return inner;
  const { allOf: _, ...beside } = inner;
  return { ...beside, ...notes, anyOf: [shape, { type: "null" }] };
}
