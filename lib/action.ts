import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { type DomainErrorCode, type FieldErrors, isDomainError } from "./errors";
import { requireSameOrigin } from "./identity/foreign";
import type { Permission } from "./identity/permissions";
import { recordRefusal, type Scope, sessionScope } from "./identity/scope";
import { problemOf } from "./problem";
import { parseInput } from "./validation";

export type ActionFailure = {
  ok: false;
  code: DomainErrorCode | "internal";
  message: string;
  fields: FieldErrors;
  /** What support needs to find the cause in the log. */
  errorId?: string;
  retryAfterSeconds?: number;
};
export type ActionResult<T> = { ok: true; data: T } | ActionFailure;
export type Action<I, T> = (input: I) => Promise<ActionResult<T>>;

/**
 * Declares a server action: who may, what it takes, what it does. The result is a value, never a thrown error.
 *
 *   "use server";
 *   export const renameBrand = defineAction({
 *     permission: "brand.manage",
 *     input: z.strictObject({ id: z.int(), name: z.string().min(1).max(80) }),
 *     handler: (scope, input) => updateBrand(scope, input),
 *   });
 */
export function defineAction<S extends z.ZodType, T>(declared: {
  permission: Permission;
  input: S;
  handler: (scope: Scope, input: z.output<S>) => Promise<T>;
}): Action<z.input<S>, T> {
  return (raw) =>
    asResult(async () => {
      const scope = await sessionScope(declared.permission);
      const input = parseInput(declared.input, raw);
      return recordRefusal(scope, declared.permission, () => declared.handler(scope, input));
    });
}

/** The same for what needs no issuer (switching, own password): the handler finds out for itself who is there. */
export function definePublicAction<S extends z.ZodType, T>(declared: {
  input: S;
  handler: (input: z.output<S>) => Promise<T>;
}): Action<z.input<S>, T> {
  return (raw) => asResult(async () => declared.handler(parseInput(declared.input, raw)));
}

async function asResult<T>(work: () => Promise<T>): Promise<ActionResult<T>> {
  try {
    requireSameOrigin(await headers());
    return { ok: true, data: await work() };
  } catch (error) {
    unstable_rethrow(error);
    return failure(error);
  }
}

function failure(error: unknown): ActionFailure {
  const { problem, retryAfterSeconds } = problemOf(error);
  return {
    ok: false,
    code: isDomainError(error) ? error.code : problem.status === 503 ? "unavailable" : "internal",
    message: problem.detail ?? problem.title,
    fields: isDomainError(error) ? error.fields : {},
    ...(problem.id ? { errorId: problem.id } : {}),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
}
