"use server";

import { revalidatePath } from "next/cache";
import { cookies, headers } from "next/headers";
import { z } from "zod";
import { definePublicAction } from "@/lib/action";
import { env } from "@/lib/env";
import { Unauthorized } from "@/lib/errors";
import { cookieAttributes, cookieName, isSecure } from "../cookies";
import { SESSION_ABSOLUTE } from "../limits";
import { changeOwnLanguage, changeOwnPassword, endOtherSessions } from "../mutations/account";
import { acceptInvitation, DeadLink, getLink, resetPassword } from "../mutations/link";
import { enter } from "../mutations/session";
import type { Visitor } from "../mutations/sign-in";
import { forgiveAttempt, limitAttempts } from "../mutations/throttle";
import type { SessionFacts } from "../queries/session";
import { acceptInput, languageInput, linkInput, ownPasswordInput, resetInput } from "../schema";
import { currentSession, requestAddress } from "../scope";

async function visitor(): Promise<Visitor> {
  return { address: await requestAddress(), userAgent: (await headers()).get("user-agent") };
}

/**
 * One-time links are counted per network address: nobody gets to try many. One that is alive is not held against the
 * address, whatever else is amiss: a whole office may join from one.
 */
async function withLink<T>(work: (from: Visitor) => Promise<T>): Promise<T> {
  const from = await visitor();
  const address = from.address ?? "unknown";
  await limitAttempts("link", address);
  let isDead = false;
  try {
    return await work(from);
  } catch (error) {
    isDead = error instanceof DeadLink;
    throw error;
  } finally {
    if (!isDead) await forgiveAttempt("link", address);
  }
}

/** This browser's session is a new one from here on: a token never outlives a change of what it opens. */
async function enterHere(personId: number, from: Visitor): Promise<void> {
  const jar = await cookies();
  const secure = isSecure(env().APP_URL);
  const name = cookieName("session", secure);
  const token = await enter(personId, from, new Date(), jar.get(name)?.value);
  jar.set(name, token, { ...cookieAttributes(secure), maxAge: SESSION_ABSOLUTE / 1000 });
}

async function ownSession(): Promise<SessionFacts> {
  const session = await currentSession();
  if (!session) throw new Unauthorized();
  return session;
}

export const openInvitation = definePublicAction({
  input: linkInput,
  handler: ({ token }) =>
    withLink(async () => {
      const session = await currentSession();
      return { ...(await getLink(token, "invite", new Date())), signedInAs: session?.person.email ?? null };
    }),
});

export const acceptInvitationAction = definePublicAction({
  input: acceptInput,
  handler: (input) =>
    withLink(async (from) => {
      const signedInAs = (await currentSession())?.person.id ?? null;
      const { personId } = await acceptInvitation(input, signedInAs, from, new Date());
      await enterHere(personId, from);
    }),
});

export const openReset = definePublicAction({
  input: linkInput,
  handler: ({ token }) =>
    withLink(async () => {
      const { email, personName } = await getLink(token, "reset", new Date());
      return { email, personName };
    }),
});

export const resetPasswordAction = definePublicAction({
  input: resetInput,
  handler: (input) =>
    withLink(async (from) => {
      const { personId } = await resetPassword(input, from, new Date());
      await enterHere(personId, from);
    }),
});

export const changePasswordAction = definePublicAction({
  input: ownPasswordInput,
  handler: async (input) => changeOwnPassword(await ownSession(), input, await visitor(), new Date()),
});

export const changeLanguageAction = definePublicAction({
  input: languageInput,
  handler: async ({ language }) => {
    await changeOwnLanguage(await ownSession(), language, await visitor());
    revalidatePath("/issuer", "layout");
  },
});

export const endOtherSessionsAction = definePublicAction({
  input: z.strictObject({}),
  handler: async () => endOtherSessions(await ownSession(), await visitor(), new Date()),
});
