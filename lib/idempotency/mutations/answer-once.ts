import { and, eq, isNull } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { requestKey } from "@/db/schema/request-key";
import { Conflict, Invalid } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/request-key";
import { differingFields, type Fingerprint, fingerprintOf } from "../fingerprint";

/** Whoever has answered nothing for so long has died over it. */
const CLAIM_MS = 120_000;
/** What every door that takes a key answers with. */
const JSON_TYPE = "application/json; charset=utf-8";

export type KeyedRequest = { readonly key: string; readonly door: string; readonly body: unknown };

/**
 * Answers a request made under a key of its caller's: the first time by `answer`, from then on, however long ago that was,
 * with what was answered then. Only what was done is kept: a refusal has changed nothing and is asked for anew.
 *
 * A process that dies between the act and its answer leaves a claim without one. The next to ask, two minutes later, meets
 * the door's own rules: what is decided is decided.
 * @throws Conflict where the key was used for something else, naming what differs, or is being answered at this moment.
 */
export async function answerOnce(
  scope: Scope,
  { key, door, body }: KeyedRequest,
  now: Date,
  answer: () => Promise<Response>,
): Promise<Response> {
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw new Invalid(t("requestKey.malformed"));
  const own: Own = { issuerId: scope.issuerId, caller: callerOf(scope), key };
  const before = await withScope(scope, (tx) => claim(tx, own, { door, fields: fingerprintOf(body), now }));
  if (before) return new Response(before.answer, { status: before.status, headers: { "content-type": JSON_TYPE } });
  let response: Response;
  try {
    response = await answer();
  } catch (error) {
    await release(scope, own);
    throw error;
  }
  if (response.ok) await keep(scope, own, response.clone());
  else await release(scope, own);
  return response;
}

type Own = { readonly issuerId: number; readonly caller: string; readonly key: string };
const whose = ({ issuerId, caller, key }: Own) =>
  and(eq(requestKey.issuerId, issuerId), eq(requestKey.caller, caller), eq(requestKey.key, key));

const callerOf = ({ personId, keyId }: Scope): string => (personId === null ? `key ${keyId}` : `person ${personId}`);

type Answered = { readonly status: number; readonly answer: string | null };

/** Null: it is ours to answer. */
async function claim(
  tx: Tx,
  own: Own,
  { door, fields, now }: { door: string; fields: Fingerprint; now: Date },
): Promise<Answered | null> {
  const row = { ...own, door, fields, claimedAt: now };
  const added = await tx.insert(requestKey).values(row).onConflictDoNothing().returning({ key: requestKey.key });
  if (added.length > 0) return null;
  const [found] = await tx.select().from(requestKey).where(whose(own)).for("update");
  // Whoever had it was refused at this very moment, and has given it back.
  if (!found) throw busy();
  if (found.door !== door) throw new Conflict(t("requestKey.otherDoor", { door: found.door }));
  const differing = differingFields(found.fields, fields);
  if (differing.length > 0) {
    throw new Conflict(t("requestKey.differs"), {
      fields: Object.fromEntries(differing.map((name) => [name, t("requestKey.field")])),
    });
  }
  if (found.status !== null) return { status: found.status, answer: found.answer };
  if (now.getTime() - found.claimedAt.getTime() < CLAIM_MS) throw busy();
  await tx.update(requestKey).set({ claimedAt: now }).where(whose(own));
  return null;
}

const busy = () => new Conflict(t("requestKey.busy"), { retryAfterSeconds: 1 });

async function keep(scope: Scope, own: Own, response: Response): Promise<void> {
  const answer = await response.text();
  // What was answered first stays, if two have answered after all.
  const unanswered = and(whose(own), isNull(requestKey.status));
  await withScope(scope, (tx) => tx.update(requestKey).set({ status: response.status, answer }).where(unanswered));
}

const release = (scope: Scope, own: Own): Promise<unknown> =>
  withScope(scope, (tx) => tx.delete(requestKey).where(and(whose(own), isNull(requestKey.status))));
