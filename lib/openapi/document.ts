import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from "@asteasolutions/zod-to-openapi";
import { z } from "zod";
import { namedShapes, orNull } from "./named-shapes";
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
  const shapes = namedShapes(operations).map((schema) => ({ type: "schema" as const, schema }));
  const generated = new OpenApiGeneratorV31([...shapes, ...registry.definitions]).generateDocument({
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
  return orNull(generated) as Document;
}

function routeOf(operation: Operation): RouteConfig {
  const { method, path, id, tag, summary, description, params, query, body, form, idempotent } = operation;
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
      ...(body
        ? {
            body: {
              content: {
                [body.type]: { schema: body.schema },
                ...(form ? { "multipart/form-data": { schema: form } } : {}),
              },
            },
          }
        : {}),
    },
    responses: { ...success(operation), ...problems(operation) },
  };
}

function needs({ permission, alsoNeeds = [], csv }: Operation): string {
  const file = csv ? " As a file (`format=csv`) it needs `export.create` too." : "";
  const scopes = [permission, ...alsoNeeds].map((scope) => `\`${scope}\``);
  return `Needs the scope${scopes.length > 1 ? "s" : ""} ${scopes.join(" and ")}.${file}`;
}

function success({ status = 200, media = ["application/json"], response, csv }: Operation) {
  const content = Object.fromEntries(media.map((type) => [type, { schema: response }]));
  return {
    [status]: {
      description: "Done",
      content: { ...content, ...(csv ? { "text/csv": { schema: z.string() } } : {}) },
    },
  };
}

const meanings = {
  400: "A parameter or a field is wrong; `errors` names it",
  401: "No valid key or session",
  403: "The key or role does not allow it",
  404: "There is no such thing, or it is not yours",
  409: "What it meets has changed or stands in its way, or the `Idempotency-Key` was given to another request",
  413: "The body is larger than 1 MiB",
  415: "The body is not sent as application/json",
  422: "It can be read and cannot be done; `errors` names a field where one is to blame",
  429: "Too many requests; see Retry-After",
  500: "A fault of ours; `id` names it in the log",
  503: "The database does not answer; nothing was changed. See Retry-After",
} as const;
type Refusal = keyof typeof meanings;

/** What any operation may answer: each has the parameter `issuer`, which may be unknown. */
const everywhere: readonly Refusal[] = [400, 401, 403, 404, 429, 500, 503];

function problems({ body, form, idempotent, refusals = [] }: Operation) {
  const readsJson = body?.type === "application/json" && !form;
  const own: readonly Refusal[] = [...refusals, ...(readsJson ? ([413, 415] as const) : [])];
  const statuses = new Set<Refusal>([...everywhere, ...own, ...(idempotent ? ([409] as const) : [])]);
  const content = { "application/problem+json": { schema: problemResponse } };
  return Object.fromEntries([...statuses].map((status) => [status, { description: meanings[status], content }]));
}
