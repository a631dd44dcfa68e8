import { stringify } from "devalue";
import type { z } from "zod";
import { NotFound } from "./errors";
import { problemResponse, route } from "./http";
import type { Permission } from "./identity/permissions";
import type { Scope } from "./identity/scope";

declare const said: unique symbol;
/** Answers a request for it; its type tells `asking` what goes in and what comes out. */
export type Question<I, T> = ((request: Request) => Promise<Response>) & { readonly [said]?: (input: I) => T };

/**
 * Declares what a page that is open asks by itself or while somebody types: who may, what it takes, what it answers. It is read
 * under `/api/ask` and not by a server action, for actions and pages take turns: whatever somebody has chosen meanwhile would
 * appear only once the question is answered, and where questions follow one another, perhaps never.
 *
 *   export const jobQuestions = { run: defineQuestion({ permission: "job.read", input: runInput, handler: … }) };
 */
export function defineQuestion<S extends z.ZodType, T>(declared: {
  permission: Permission;
  input: S;
  /** For what a page asks again and again by itself: it is no sign that somebody is there. */
  inBackground?: true;
  handler: (scope: Scope, input: z.output<S>) => Promise<T>;
}): Question<z.input<S>, T> {
  const { permission, input, inBackground = false } = declared;
  const answer = route({
    permission,
    inBackground,
    body: input,
    // An answer holds dates and amounts, which JSON would turn into text.
    handler: async ({ scope, body }) =>
      new Response(stringify(await declared.handler(scope, body)), { headers: { "content-type": "application/json" } }),
  });
  // Machines have the API: for a key nothing is here.
  return async (request) =>
    request.headers.has("authorization")
      ? problemResponse(new NotFound("This address"))
      : answer(request, { params: Promise.resolve({}) });
}
