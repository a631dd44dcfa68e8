import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { isStorable } from "@/lib/storable";
import { cookieAttributes, cookieName, isSecure } from "./cookies";
import { SESSION_ABSOLUTE } from "./limits";
import { enter } from "./mutations/session";
import { signInWithPassword, signInWithProvider, type Visitor } from "./mutations/sign-in";
import { oidcProvider } from "./oidc";
import { safeReturnPath } from "./request";
import { authSecret } from "./secret";

/**
 * One request to the sign-in routes, and what next-auth would not hand on: it writes whatever is thrown within it into
 * the address that it answers with, the statement and its values too.
 */
export type Asked = Visitor & { oldToken: string | null; retryAfterSeconds: number; failure: unknown };

/** What the sign-in page may be told in its address; it knows a sentence for each. */
export const signInErrors = ["AccessDenied", "CredentialsSignin", "Callback", "Unavailable"] as const;

const credentials = z.object({ email: z.string().max(320).refine(isStorable), password: z.string().max(1000) });

/**
 * next-auth carries the protocols (forms, OpenID Connect, their one-time values). The session is ours: where next-auth
 * would put an encrypted token into the cookie, `encode` puts the random id of a row in the database, so that a session
 * can be ended from here at once.
 */
export function authOptions(asked: Asked): NextAuthOptions {
  const secure = isSecure(env().APP_URL);
  const options = cookieAttributes(secure);
  const provider = oidcProvider(env());
  return {
    secret: authSecret(),
    useSecureCookies: secure,
    providers: [passwordProvider(asked), ...(provider ? [provider] : [])],
    session: { strategy: "jwt", maxAge: SESSION_ABSOLUTE / 1000 },
    jwt: {
      encode: async ({ token }) => String(token?.sid ?? ""),
      decode: async ({ token }) => (token ? { sid: token } : null),
    },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    cookies: {
      sessionToken: { name: cookieName("session", secure), options },
      csrfToken: { name: cookieName("csrf", secure), options },
      callbackUrl: { name: cookieName("callback", secure), options },
      state: { name: cookieName("state", secure), options: { ...options, maxAge: 900 } },
      nonce: { name: cookieName("nonce", secure), options: { ...options, maxAge: 900 } },
      pkceCodeVerifier: { name: cookieName("pkce", secure), options: { ...options, maxAge: 900 } },
    },
    callbacks: {
      redirect: async ({ url }) => safeReturnPath(url),
      signIn: async ({ user, account, profile }) => {
        if (account?.provider !== "oidc") return true;
        const claims = profile as { email?: unknown; email_verified?: unknown; name?: unknown } | undefined;
        const { email, email_verified: emailVerified, name } = claims ?? {};
        const person = await keepFailure(asked, () =>
          signInWithProvider({ email, emailVerified, name }, asked, new Date()),
        );
        if (!person) return "/sign-in?error=not-invited";
        user.id = String(person.id);
        return true;
      },
      jwt: async ({ user }) => {
        const old = asked.oldToken ?? undefined;
        return { sid: await keepFailure(asked, () => enter(Number(user.id), asked, new Date(), old)) };
      },
    },
    logger: {
      error: (code, metadata) => log.error({ code, err: metadata }, "sign-in failed"),
      warn: (code) => log.warn({ code }, "sign-in warning"),
      debug: () => {},
    },
  };
}

/** What `work` gives, or null where it failed: the route answers with the failure as it does elsewhere. */
async function keepFailure<T>(asked: Asked, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    asked.failure = error;
    return null;
  }
}

function passwordProvider(asked: Asked) {
  return CredentialsProvider({
    id: "credentials",
    name: "Password",
    credentials: { email: { type: "email" }, password: { type: "password" } },
    authorize: async (given) => {
      const parsed = credentials.safeParse({ email: given?.email, password: given?.password });
      if (!parsed.success) return null;
      const { email, password } = parsed.data;
      const result = await keepFailure(asked, () => signInWithPassword(email, password, asked, new Date()));
      if (result === null) return null;
      if (result.person) return { id: String(result.person.id) };
      asked.retryAfterSeconds = result.retryAfterSeconds;
      return null;
    },
  });
}
