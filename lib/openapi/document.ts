import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from "@asteasolutions/zod-to-openapi";
import { z } from "zod";
import { openFilters } from "@/lib/breakage/unknown-filters";
import type { Operation } from "./operation";
import { problemResponse } from "./responses";

export type Document = ReturnType<OpenApiGeneratorV31["generateDocument"]>;

const issuer = z
  .string()
  .optional()
  .meta({ description: "With a session: which of one's issuers. A key belongs to one." });

const requestKey = z.string().min(1).max(200).optional().meta({
  description:
    "A key of the caller's own. Under it the request is done once and answered the same however often it is repeated, for as long as what it did is kept; with another body it is 409, and `errors` names what differs.",
});

/** The OpenAPI 3.1 document, from the same schemas that read the requests. */
export function buildDocument(operations: readonly Operation[]): Document {
  const registry = new OpenAPIRegistry();
  registry.registerComponent("securitySchemes", "key", {
    type: "http",
    scheme: "bearer",
    description: "An API key (bwk_…), made by an admin under Settings. Its scopes limit what it may read.",
  });
  for (const operation of operations) registry.registerPath(routeOf(operation));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: "3.1.0",
    info: {
      title: "Breakwater",
      version: "1",
      description:
        "Breakage, liability, cards and customers of one issuer. Amounts are decimal strings, dates are civil dates in the issuer's time zone, pages go on with `cursor`. Errors are problem details (RFC 9457).",
    },
    servers: [{ url: "/api/v1" }],
    security: [{ key: [] }],
  });
}

function routeOf(operation: Operation): RouteConfig {
  const { method, path, id, tag, summary, description, params, query, body, idempotent, csv, status = 200 } = operation;
  const success = {
    [status]: {
      description: "Done",
      content: {
        "application/json": { schema: operation.response },
        ...(csv ? { "text/csv": { schema: z.string() } } : {}),
      },
    },
  };
  return {
    method,
    path,
    operationId: id,
    tags: [tag],
    summary,
    description: [description, needs(operation)].filter(Boolean).join(" "),
    request: {
      ...(params ? { params } : {}),
      ...(idempotent ? { headers: z.object({ "Idempotency-Key": requestKey }) } : {}),
      // Only the shape: checks across fields are enforced when a request is read, and said in words there.
      query: z.object({ ...(query?.shape ?? {}), issuer }),
      ...(body ? { body: { content: { [body.type]: { schema: body.schema } } } } : {}),
    },
    responses: {
      ...success,
      ...problems(params !== undefined || openFilters.some((name) => name in (query?.shape ?? {}))),
    },
  };
}

function needs({ permission, alsoNeeds, csv }: Operation): string {
  const file = csv ? " As a file (`format=csv`) it needs `export.create` too." : "";
  if (alsoNeeds) return `Needs the scopes \`${permission}\` and \`${alsoNeeds}\`.${file}`;
  return `Needs the scope \`${permission}\`.${file}`;
}

const meanings: Record<number, string> = {
  400: "A parameter is wrong; `errors` names it",
  401: "No valid key or session",
  403: "The key lacks the scope",
  404: "There is no such thing, or it is not yours",
  429: "Too many requests; see Retry-After",
};

function problems(namesSomething: boolean) {
  const statuses = Object.keys(meanings).filter((status) => namesSomething || status !== "404");
  const content = { "application/problem+json": { schema: problemResponse } };
  return Object.fromEntries(
    statuses.map((status) => [status, { description: meanings[Number(status)] ?? "", content }]),
  );
}
