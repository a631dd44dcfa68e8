import { expect } from "vitest";
import type { z } from "zod";
import { buildDocument } from "@/lib/openapi/document";
import { operations } from "@/lib/openapi/operations";
import { type Components, faultsOf, type JsonSchema } from "./json-schema";

type Content = Readonly<Record<string, { schema: JsonSchema }>>;
export type Described = {
  parameters?: readonly { name: string; in: string; schema: JsonSchema }[];
  requestBody?: { content: Content };
  responses: Readonly<Record<string, { content?: Content }>>;
};

const document = buildDocument(operations);
// The document is JSON Schema by its own standard; of it the tests read what `JsonSchema` names.
export const components = (document.components?.schemas ?? {}) as Components;
export const paths = (document.paths ?? {}) as unknown as Readonly<Record<string, Readonly<Record<string, Described>>>>;

/** Holds an answer against what the document that callers read says of the operation: status, media type and shape. */
export function expectDescribed(described: Described | undefined, { status, type, body }: Answered): void {
  const content = described?.responses[status]?.content;
  const named = type.split(";")[0] ?? "";
  expect(Object.keys(content ?? {}), `${status} ${type}`).toContain(named);
  if (named.endsWith("json")) expect(faultsOf(content?.[named]?.schema ?? {}, body, components)).toEqual([]);
}
type Answered = { readonly status: number; readonly type: string; readonly body: unknown };

/** A body as its operation's schema reads it, held against the document that is made from that schema too. */
export function asDescribed<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const described = operations.filter(({ response }) => (response as unknown) === schema);
  expect(described.length).toBeGreaterThan(0);
  for (const { method, path, status = 200 } of described)
    expectDescribed(paths[path]?.[method], { status, type: "application/json", body });
  return schema.parse(body);
}
