import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { withGate } from "@/db/client";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { cookieAttributes, cookieName, isSecure } from "./cookies";
import { SESSION_ABSOLUTE } from "./limits";
import { createSession } from "./mutations/session";
import { signInWithPassword, signInWithProvider, type Visitor } from "./mutations/sign-in";
import { oidcProvider } from "./oidc";
import { safeReturnPath } from "./request";
import { authSecret } from "./secret";

/** One request to the sign-in routes. `retryAfterSeconds` is filled in when it came too often. */
export type Asked = Visitor & { oldToken: string | null; retryAfterSeconds: number };

const credentials = z.object({ email: z.string().max(320), password: z.string().max(1000) });

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
        const person = await signInWithProvider({ email, emailVerified, name }, asked, new Date());
        if (!person) return "/sign-in?error=not-invited";
        user.id = String(person.id);
        return true;
      },
      jwt: async ({ user }) => {
        const old = asked.oldToken ?? undefined;
        return { sid: await withGate("identity", (tx) => createSession(tx, Number(user.id), asked, new Date(), old)) };
      },
    },
    logger: {
      error: (code, metadata) => log.error({ code, err: metadata }, "sign-in failed"),
      warn: (code) => log.warn({ code }, "sign-in warning"),
      debug: () => {},
    },
  };
}

function passwordProvider(asked: Asked) {
  return CredentialsProvider({
    id: "credentials",
    name: "Password",
    credentials: { email: { type: "email" }, password: { type: "password" } },
    authorize: async (given) => {
      const parsed = credentials.safeParse({ email: given?.email, password: given?.password });
      if (!parsed.success) return null;
      const result = await signInWithPassword(parsed.data.email, parsed.data.password, asked, new Date());
      if (result.person) return { id: String(result.person.id) };
      asked.retryAfterSeconds = result.retryAfterSeconds;
      return null;
    },
  });
}
