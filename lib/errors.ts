/**
 * The few errors a domain may throw on purpose. Each says what the caller did or asked for, in words that may be shown;
 * anything else that is thrown is a fault of ours and is shown only as an id.
 */
export type FieldErrors = Readonly<Record<string, string>>;

export type DomainErrorCode =
  | "not_found"
  | "forbidden"
  | "unauthorized"
  | "conflict"
  | "invalid"
  | "too_many"
  | "unavailable";

type Extra = { cause?: unknown; fields?: FieldErrors; retryAfterSeconds?: number };

export abstract class DomainError extends Error {
  abstract readonly code: DomainErrorCode;
  abstract readonly status: number;
  /** Which input was wrong and why, keyed by the path of the field ("cards.0.amount"); empty when no single field is to blame. */
  readonly fields: FieldErrors;
  readonly retryAfterSeconds?: number;

  constructor(message: string, extra: Extra = {}) {
    super(message, extra.cause === undefined ? undefined : { cause: extra.cause });
    this.name = new.target.name;
    this.fields = extra.fields ?? {};
    if (extra.retryAfterSeconds !== undefined) this.retryAfterSeconds = extra.retryAfterSeconds;
  }
}

/** Absent and not yours look the same: both are this. */
export class NotFound extends DomainError {
  readonly code = "not_found";
  readonly status = 404;
  constructor(what = "This page or record", extra?: Extra) {
    super(`${what} does not exist.`, extra);
  }
}

/** Nobody is signed in, or the session has ended. */
export class Unauthorized extends DomainError {
  readonly code = "unauthorized";
  readonly status = 401;
  constructor(message = "Sign in to continue.", extra?: Extra) {
    super(message, extra);
  }
}

export class Forbidden extends DomainError {
  readonly code = "forbidden";
  readonly status = 403;
  constructor(message = "Your role does not allow this.", extra?: Extra) {
    super(message, extra);
  }
}

/** The request was fine but what it meets has changed: edited by someone else, a duplicate, the last admin. */
export class Conflict extends DomainError {
  readonly code = "conflict";
  readonly status = 409;
}

/** The input is wrong; `fields` names where. `status` is 400, or 422 when the form is right and the meaning is not. */
export class Invalid extends DomainError {
  readonly code = "invalid";
  readonly status: 400 | 422;
  constructor(message = "Some of what was entered cannot be used.", extra?: Extra & { status?: 400 | 422 }) {
    super(message, extra);
    this.status = extra?.status ?? 400;
  }
}

/** A limit was reached; `retryAfterSeconds` says when to come back. */
export class TooMany extends DomainError {
  readonly code = "too_many";
  readonly status = 429;
  constructor(retryAfterSeconds: number, message = "Too many attempts. Wait a little and try again.") {
    super(message, { retryAfterSeconds: Math.max(1, Math.ceil(retryAfterSeconds)) });
  }
}

/** Something we depend on (the database, a service) does not answer. Nothing was changed. */
export class Unavailable extends DomainError {
  readonly code = "unavailable";
  readonly status = 503;
  constructor(message = "This is not available right now. Nothing was changed; try again in a moment.", extra?: Extra) {
    super(message, { retryAfterSeconds: 5, ...extra });
  }
}

export function isDomainError(error: unknown): error is DomainError {
  return error instanceof DomainError;
}
