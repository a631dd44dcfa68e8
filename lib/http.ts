import type { z } from "zod";
import { env } from "./env";
import { Invalid, NotFound, Unauthorized } from "./errors";
import { answerOnce } from "./idempotency/mutations/answer-once";
import { commonSecurityHeaders, dataContentSecurityPolicy } from "./identity/content-security";
import { isSecure } from "./identity/cookies";
import { requireSameOrigin } from "./identity/foreign";
import { countKeyRefusal } from "./identity/mutations/throttle";
import { changesState } from "./identity/origin";
import type { Permission } from "./identity/permissions";
import { clientAddress } from "./identity/request";
import { recordRefusal, type Scope, scopeForKey, sessionScope } from "./identity/scope";
import { log } from "./log";
import { type Problem, problem, problemOf } from "./problem";
import { isStorable } from "./storable";
import { parseInput, parseJson, singleParameters } from "./validation";

const BODY_LIMIT = 1024 * 1024;

type Declared<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = {
  permission: Permission;
  /** The dynamic parts of the path. A part that does not fit is a thing that does not exist: 404. */
  params?: P;
  /** A strict object; a parameter it does not know, or one given twice, is 400. */
  query?: Q;
  /** A JSON body up to 1 MiB. Leave it out and read `request.body` for uploads. */
  body?: B;
  /** For what an open page asks again and again by itself: it is no sign that somebody is there. */
  inBackground?: boolean;
  /** A write that answers with JSON: under an `Idempotency-Key` it is done once and answered the same ever after. */
  idempotent?: true;
  handler: (context: {
    scope: Scope;
    params: z.output<P>;
    query: z.output<Q>;
    body: z.output<B>;
    request: Request;
  }) => Promise<unknown>;
};
type PathParams = Record<string, string | string[] | undefined>;
type RouteContext = { params: Promise<PathParams> };

/**
 * Declares a handler of `/api/v1`: an API key (`Authorization: Bearer bwk_…`) or the session of our own pages, then the
 * input, then one call. What it returns is sent as JSON (bigint as decimal text) unless it is a Response. Errors are
 * RFC 9457 problem details. With a session the issuer may be chosen by `?issuer=CODE`; a key belongs to one.
 */
export function route<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
>(declared: Declared<P, Q, B>) {
  return async (request: Request, context: RouteContext): Promise<Response> => {
    try {
      const search = new URL(request.url).searchParams;
      const given = singleParameters(search);
      const { issuer, ...rest } = given;
      const scope = await scopeOf(request, declared, issuer);
      const params = declared.params ? parsePath(declared.params, await context.params) : undefined;
      const query = declared.query ? parseInput(declared.query, rest) : refuseAny(rest);
      const body = declared.body ? parseInput(declared.body, await readJson(request)) : undefined;
      // Parts that were not declared are not looked at by the handler; their type says `unknown`.
      const input = { scope, params, query, body, request } as Parameters<typeof declared.handler>[0];
      const answer = async () => {
        const result = await recordRefusal(scope, declared.permission, () => declared.handler(input));
        return result instanceof Response ? result : json(result);
      };
      const key = declared.idempotent ? request.headers.get("idempotency-key") : null;
      if (key === null) return finish(await answer());
      const door = `${request.method} ${new URL(request.url).pathname}`;
      return finish(await answerOnce(scope, { key, door, body }, new Date(), answer));
    } catch (error) {
      return problemResponse(error);
    }
  };
}

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
type Method = (typeof methods)[number];
type Refusals<Has extends Method> = Record<Exclude<Method, Has> | "OPTIONS", () => Response>;

/**
 * What a route of `/api/v1` answers to the methods it does not have: a problem like any other refusal, where Next would
 * send an empty 405, and which it has. `export const { PUT, PATCH, DELETE, OPTIONS } = otherThan("GET", "POST");`
 */
export function otherThan<const Has extends Method>(...has: Has[]): Refusals<Has> {
  const allow = [...has, ...(has.some((method) => method === "GET") ? ["HEAD"] : []), "OPTIONS"].join(", ");
  const refuse = () =>
    problemResponse(new Refused(405, "method-not-allowed", `This address takes ${allow}.`, { allow }));
  const others = methods.filter((method) => !has.some((one) => one === method));
  const told = { OPTIONS: () => finish(new Response(null, { status: 204, headers: { allow } })) };
  // Exactly the keys that the type names: all methods less those it has.
  return { ...Object.fromEntries(others.map((method) => [method, refuse])), ...told } as Refusals<Has>;
}

type Asked = { permission: Permission; inBackground?: boolean };

async function scopeOf(
  request: Request,
  { permission, inBackground = false }: Asked,
  issuer: string | undefined,
): Promise<Scope> {
  const authorization = request.headers.get("authorization");
  if (authorization === null) {
    if (changesState(request.method)) requireSameOrigin(request.headers);
    return sessionScope(permission, issuer ?? null, { inBackground });
  }
  const address = clientAddress(request.headers, env().TRUST_PROXY);
  const secret = /^Bearer ([\x21-\x7e]{1,200})$/i.exec(authorization)?.[1] ?? "";
  try {
    const scope = await scopeForKey(secret, permission, address);
    if (issuer !== undefined && issuer !== scope.issuer.code) throw new NotFound();
    return scope;
  } catch (error) {
    if (error instanceof Unauthorized) {
      log.warn({ address }, "a key that is none was refused");
      await countKeyRefusal(address);
    }
    throw error;
  }
}

function parsePath<P extends z.ZodType>(schema: P, params: PathParams): z.output<P> {
  const parsed = schema.safeParse(params);
  const isKept = Object.values(params)
    .flat()
    .every((part = "") => isStorable(part));
  if (!parsed.success || !isKept) throw new NotFound();
  return parsed.data;
}

function refuseAny(rest: Record<string, string>): undefined {
  const names = Object.keys(rest);
  if (names.length === 0) return undefined;
  const fields = Object.fromEntries(names.slice(0, 20).map((name) => [name.slice(0, 80), "is not known here"]));
  throw new Invalid("This address takes no parameters.", { fields });
}

async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json")
    throw new Refused(415, "unsupported-media-type", "Send the body as application/json.");
  return parseJson(await readText(request, BODY_LIMIT));
}

/** Reads at most `limit` bytes, whatever the Content-Length claims. */
async function readText(request: Request, limit: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) throw new Refused(413, "too-large", "The body may have at most 1 MiB.");
    chunks.push(chunk);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new Invalid("The body is not UTF-8.", { fields: { body: "is not UTF-8" } });
  }
}

/** Answers that exist only in HTTP and so are no domain errors. */
class Refused extends Error {
  readonly problem: Problem;
  constructor(
    status: number,
    code: string,
    detail: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail);
    this.problem = problem(status, code, detail);
  }
}

export function json(value: unknown, status = 200): Response {
  const text = JSON.stringify(value ?? null, (_, item) => (typeof item === "bigint" ? item.toString() : item));
  return new Response(text, { status, headers: { "content-type": "application/json; charset=utf-8" } });
}

/** Any error as an answer. Also for handlers that need no scope (health, the document of the API). */
export function problemResponse(error: unknown): Response {
  const refused = error instanceof Refused ? error : null;
  const { problem: body, retryAfterSeconds } = refused ? { problem: refused.problem } : problemOf(error);
  const headers = new Headers({ ...refused?.headers, "content-type": "application/problem+json" });
  if (retryAfterSeconds !== undefined) headers.set("retry-after", String(retryAfterSeconds));
  if (body.status === 401) headers.set("www-authenticate", 'Bearer realm="Breakwater"');
  return finish(new Response(JSON.stringify(body), { status: body.status, headers }));
}

/** Private data is stored nowhere on its way, and nothing of the API can be shown as a page. */
export function finish(response: Response): Response {
  const headers = new Headers(response.headers);
  if (!headers.has("cache-control")) headers.set("cache-control", "no-store");
  if (!headers.has("content-security-policy")) headers.set("content-security-policy", dataContentSecurityPolicy);
  for (const [name, value] of Object.entries(commonSecurityHeaders(isSecure(env().APP_URL)))) headers.set(name, value);
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
