import { cookies, headers } from "next/headers";
import { forbidden, notFound, redirect } from "next/navigation";
import { cache } from "react";
import { withGate } from "@/db/client";
import { env } from "@/lib/env";
import { Forbidden, NotFound, TooMany, Unauthorized } from "@/lib/errors";
import type { Role } from "./constants";
import { cookieName, isSecure } from "./cookies";
import { recordAtGate } from "./mutations/audit";
import { countKeyUse, type KeyUse } from "./mutations/key-use";
import { touchSession } from "./mutations/session";
import { jobPermissions, type Permission, permissions, permissionsOf, permissionsOfKey } from "./permissions";
import { findIssuer, findSession, type IssuerFacts, type Membership, type SessionFacts } from "./queries/session";
import { clientAddress, ISSUER_HEADER, PATH_HEADER } from "./request";

declare const made: unique symbol;

/**
 * Who acts, for which issuer, and what he may do. Only this file can make one: the brand is not exported, so a query
 * that takes a Scope cannot be called with anything that has not passed here.
 */
export type Scope = Readonly<{
  [made]: true;
  kind: "person" | "key" | "job" | "operator" | "holder";
  issuerId: number;
  partnerId: number | null;
  personId: number | null;
  keyId: number | null;
  role: Role | null;
  /** The name the audit trail shows. */
  actor: string;
  address: string | null;
  permissions: ReadonlySet<Permission>;
  issuer: IssuerFacts;
}>;

export function may(scope: Scope, permission: Permission): boolean {
  return scope.permissions.has(permission);
}

/** Refused for want of one permission, which only a key is told. */
class NotGranted extends Forbidden {
  constructor(
    readonly permission: Permission,
    kind: "person" | "key",
  ) {
    super(kind === "key" ? `This API key does not have the scope ${permission}.` : undefined);
  }
}

/** For what a request turns out to need besides what its door asked for. @throws Forbidden, which names it to a key. */
export function requireAll(scope: Scope, ...needed: readonly Permission[]): void {
  const missing = needed.find((permission) => !may(scope, permission));
  if (missing !== undefined) throw new NotGranted(missing, scope.kind === "key" ? "key" : "person");
}

/** Runs what has come through a door that asked for `permission`; what it refuses stands in the trail like what the door does. */
export async function recordRefusal<T>(scope: Scope, permission: Permission, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Forbidden) {
      const subject = error instanceof NotGranted ? error.permission : permission;
      await recordAtGate(scope, { action: "access.refused", subject });
    }
    throw error;
  }
}

type Parts = Partial<Omit<Scope, typeof made>> & Pick<Scope, "kind" | "issuer" | "actor" | "permissions">;

/** The one cast: a Scope is what has come through one of the doors below. */
function make(parts: Parts): Scope {
  const rest = { partnerId: null, personId: null, keyId: null, role: null, address: null };
  return { ...rest, ...parts, issuerId: parts.issuer.id } as unknown as Scope;
}

async function sessionToken(): Promise<string | undefined> {
  return (await cookies()).get(cookieName("session", isSecure(env().APP_URL)))?.value;
}

/** The session behind this request's cookie, asked once per rendering. */
const findCurrent = cache(async (): Promise<SessionFacts | null> => {
  const token = await sessionToken();
  return token ? findSession(token, new Date()) : null;
});

/** The same, and its person is there now. */
export const currentSession = cache(async (): Promise<SessionFacts | null> => {
  const session = await findCurrent();
  if (session) await touchSession(session, new Date());
  return session;
});

export async function requestAddress(): Promise<string | null> {
  return clientAddress(await headers(), env().TRUST_PROXY);
}

/** The issuer chosen in the address, else the one chosen last, else the first: always one of the session's own. */
function choose(session: SessionFacts, wanted: string | null, last: string | undefined): Membership | null {
  const find = (code: string | null | undefined) => session.memberships.find((one) => one.issuer.code === code);
  return wanted === null ? (find(last) ?? session.memberships[0] ?? null) : (find(wanted) ?? null);
}

/** The proxy writes it encoded, because a header cannot carry every letter. */
async function issuerInAddress(): Promise<string | null> {
  const value = (await headers()).get(ISSUER_HEADER);
  return value === null ? null : decodeURIComponent(value);
}

/**
 * For actions and REST: the signed-in person's scope, or an error. What a page asks by itself while nobody may be sitting
 * at it (`inBackground`) does not keep the session from standing idle.
 * @throws Unauthorized without a live session, NotFound for an issuer that is not his, Forbidden without the permission.
 */
export async function sessionScope(
  permission: Permission,
  issuerCode?: string | null,
  { inBackground = false } = {},
): Promise<Scope> {
  const session = await (inBackground ? findCurrent() : currentSession());
  if (!session) throw new Unauthorized();
  const wanted = issuerCode === undefined ? await issuerInAddress() : issuerCode;
  const last = (await cookies()).get(cookieName("issuer", isSecure(env().APP_URL)))?.value;
  const chosen = choose(session, wanted, last);
  const who = { personId: session.person.id, actor: session.person.name, address: await requestAddress() };
  if (!chosen) {
    await recordAtGate({ issuerId: null, ...who }, { action: "access.refused", subject: "issuer" });
    throw new NotFound();
  }
  const granted = permissionsOf(chosen.role);
  if (!granted.has(permission)) {
    await recordAtGate({ issuerId: chosen.issuer.id, ...who }, { action: "access.refused", subject: permission });
    throw new NotGranted(permission, "person");
  }
  return make({ kind: "person", issuer: chosen.issuer, role: chosen.role as Role, permissions: granted, ...who });
}

/**
 * For pages: the same, but who is not signed in is sent to sign in, and the others see the pages for 404 and 403. Who
 * works for several issuers always has the issuer in the address, so that two tabs never mix.
 */
export async function requireScope(permission: Permission): Promise<Scope> {
  const asked = await headers();
  const path = asked.get(PATH_HEADER) ?? "/issuer";
  const session = await currentSession();
  if (!session) redirect(`/sign-in?to=${encodeURIComponent(path)}${(await sessionToken()) ? "&ended=1" : ""}`);
  if (session.memberships.length === 0) redirect("/choose-issuer");
  try {
    const scope = await sessionScope(permission);
    if (session.memberships.length === 1 || asked.get(ISSUER_HEADER) !== null) return scope;
    redirect(`${path}${path.includes("?") ? "&" : "?"}issuer=${encodeURIComponent(scope.issuer.code)}`);
  } catch (error) {
    if (error instanceof NotFound) notFound();
    if (error instanceof Forbidden) forbidden();
    throw error;
  }
}

/**
 * For REST: the scope of the key in `Authorization: Bearer …`, counted against the key's limit.
 * @throws Unauthorized for an unknown, revoked or expired key, TooMany, Forbidden without the permission.
 */
export async function scopeForKey(secret: string, permission: Permission, address: string | null): Promise<Scope> {
  const key = await takeKey(secret);
  const granted = permissionsOfKey(key.scopes);
  const actor = `API key ${key.name} (${key.prefix}…)`;
  if (!granted.has(permission)) {
    const who = { issuerId: key.issuer.id, personId: null, actor, address };
    await recordAtGate(who, { action: "access.refused", subject: permission });
    throw new NotGranted(permission, "key");
  }
  return make({ kind: "key", issuer: key.issuer, keyId: key.id, actor, address, permissions: granted });
}

async function takeKey(secret: string): Promise<KeyUse> {
  const key = await countKeyUse(secret, new Date());
  if (!key) throw new Unauthorized("This API key is not valid.");
  if (key.retryAfterSeconds > 0) throw new TooMany(key.retryAfterSeconds, "This API key asks too often.");
  return key;
}

/** For a background run: one issuer, in the name of who started it. @throws NotFound without such an issuer. */
export async function scopeForJob(
  issuerId: number,
  startedBy: { personId: number | null; name: string },
): Promise<Scope> {
  const issuer = await withGate("system", (tx) => findIssuer(tx, { id: issuerId }));
  if (!issuer) throw new NotFound("This issuer");
  return make({
    kind: "job",
    issuer,
    personId: startedBy.personId,
    actor: startedBy.name,
    permissions: jobPermissions,
  });
}

/** For the command line: whoever can start it already holds the database's address. @throws NotFound. */
export async function scopeForOperator(issuerCode: string): Promise<Scope> {
  const issuer = await withGate("system", (tx) => findIssuer(tx, { code: issuerCode }));
  if (!issuer) throw new NotFound(`The issuer ${issuerCode}`);
  return make({ kind: "operator", issuer, actor: "operator (command line)", permissions: new Set(permissions) });
}

/**
 * For the two pages that a holder of cards opens from a message: whoever has the link is who it was sent to, and may do
 * what the page does and nothing else. Call it only with what `recipientOf` has read. @throws NotFound.
 */
export async function scopeForHolder(issuerId: number, address: string | null): Promise<Scope> {
  const issuer = await withGate("system", (tx) => findIssuer(tx, { id: issuerId }));
  if (!issuer) throw new NotFound("This issuer");
  return make({ kind: "holder", issuer, actor: "holder (link in a message)", address, permissions: new Set() });
}
