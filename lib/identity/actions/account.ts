"use server";

import { revalidatePath } from "next/cache";
import { headers } from "next/headers";
import { z } from "zod";
import { definePublicAction } from "@/lib/action";
import { Unauthorized } from "@/lib/errors";
import { changeOwnLanguage, changeOwnPassword, endOtherSessions } from "../mutations/account";
import { acceptInvitation, getLink, resetPassword } from "../mutations/link";
import type { Visitor } from "../mutations/sign-in";
import { limitAttempts } from "../mutations/throttle";
import type { SessionFacts } from "../queries/session";
import { acceptInput, languageInput, linkInput, ownPasswordInput, resetInput } from "../schema";
import { currentSession, requestAddress } from "../scope";

async function visitor(): Promise<Visitor> {
  return { address: await requestAddress(), userAgent: (await headers()).get("user-agent") };
}

/** One-time links are counted per network address: nobody gets to try many. */
async function linkVisitor(): Promise<Visitor> {
  const from = await visitor();
  await limitAttempts("link", from.address ?? "unknown");
  return from;
}

async function ownSession(): Promise<SessionFacts> {
  const session = await currentSession();
  if (!session) throw new Unauthorized();
  return session;
}

export const openInvitation = definePublicAction({
  input: linkInput,
  handler: async ({ token }) => {
    await linkVisitor();
    const session = await currentSession();
    return { ...(await getLink(token, "invite", new Date())), signedInAs: session?.person.email ?? null };
  },
});

export const acceptInvitationAction = definePublicAction({
  input: acceptInput,
  handler: async (input) => {
    const from = await linkVisitor();
    return acceptInvitation(input, (await currentSession())?.person.id ?? null, from, new Date());
  },
});

export const openReset = definePublicAction({
  input: linkInput,
  handler: async ({ token }) => {
    await linkVisitor();
    const { email, personName } = await getLink(token, "reset", new Date());
    return { email, personName };
  },
});

export const resetPasswordAction = definePublicAction({
  input: resetInput,
  handler: async (input) => resetPassword(input, await linkVisitor(), new Date()),
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
