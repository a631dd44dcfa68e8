import { isDomainError } from "./errors";
import { newErrorId } from "./identity/token";
import { log } from "./log";
import { outageOf } from "./outage";

/** RFC 9457. `errors` names the fields, `id` is what support needs to find a fault of ours in the log. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail?: string;
  errors?: { field: string; message: string }[];
  id?: string;
};

const titles: Record<number, string> = {
  400: "Bad request",
  401: "Not signed in",
  403: "Not allowed",
  404: "Not found",
  405: "Method not allowed",
  409: "Conflict",
  413: "Too large",
  415: "Unsupported media type",
  422: "Not possible",
  429: "Too many requests",
  500: "Something went wrong",
  503: "Not available",
};

export function problem(status: number, code: string, detail?: string, extra: Partial<Problem> = {}): Problem {
  return {
    type: `/api/docs#${code}`,
    title: titles[status] ?? "Error",
    status,
    ...(detail ? { detail } : {}),
    ...extra,
  };
}

/** Any thrown thing as a problem. What nobody meant to throw is logged under an id; only the id is shown. */
export function problemOf(error: unknown): { problem: Problem; retryAfterSeconds?: number } {
  if (isDomainError(error)) {
    const errors = Object.entries(error.fields).map(([field, message]) => ({ field, message }));
    const body = problem(
      error.status,
      error.code.replace("_", "-"),
      error.message,
      errors.length > 0 ? { errors } : {},
    );
    return {
      problem: body,
      ...(error.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: error.retryAfterSeconds }),
    };
  }
  const id = newErrorId();
  log.error({ err: error, id }, "unexpected error");
  const outage = outageOf(error);
  if (outage) return { problem: problem(503, "unavailable", outage, { id }), retryAfterSeconds: 5 };
  return { problem: problem(500, "internal", "The error was recorded. Nothing was changed.", { id }) };
}
