import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { env, publicUrl } from "@/lib/env";
import { Invalid, NotFound, TooMany } from "@/lib/errors";
import { finish, problemResponse } from "@/lib/http";
import { type Asked, authOptions, signInErrors } from "@/lib/identity/auth";
import { cookieName, isSecure } from "@/lib/identity/cookies";
import { requireSameOrigin } from "@/lib/identity/foreign";
import { signOut } from "@/lib/identity/mutations/sign-out";
import { hasOidc } from "@/lib/identity/oidc";
import { changesState } from "@/lib/identity/origin";
import { clientAddress } from "@/lib/identity/request";
import { log } from "@/lib/log";

type Context = { params: Promise<{ nextauth: string[] }> };

/** The few of next-auth's routes that are used. Its session and log routes stay shut. */
const open: ReadonlySet<string> = new Set(["GET csrf", "GET signin", "POST callback/credentials", "POST signout"]);
/** Those of the company's own sign-in, where there is one. */
const openWithProvider: ReadonlySet<string> = new Set(["GET callback/oidc", "POST signin/oidc"]);

async function handle(request: NextRequest, context: Context): Promise<Response> {
  try {
    const path = (await context.params).nextauth.join("/");
    const door = `${request.method} ${path}`;
    if (door === "GET error") return toSignIn(request.nextUrl.searchParams.get("error"));
    if (!open.has(door) && !(openWithProvider.has(door) && hasOidc(env()))) throw new NotFound();
    if (changesState(request.method)) {
      requireSameOrigin(request.headers);
      await refuseBadBody(request);
    }
    // next-auth knows its own address only from here; a client's Host header never reaches a redirect.
    process.env.NEXTAUTH_URL ??= publicUrl();
    const asked: Asked = {
      address: clientAddress(request.headers, env().TRUST_PROXY),
      userAgent: request.headers.get("user-agent"),
      oldToken: request.cookies.get(cookieName("session", isSecure(env().APP_URL)))?.value ?? null,
      retryAfterSeconds: 0,
      failure: null,
    };
    if (path === "signout" && asked.oldToken) await signOut(asked.oldToken, asked, new Date());
    const response: Response = await NextAuth(request, context, authOptions(asked));
    if (asked.failure !== null && request.method === "GET") {
      // A browser on its way back from the company's sign-in is shown a page, not a problem document.
      log.error({ err: asked.failure }, "sign-in failed");
      return toSignIn("Unavailable");
    }
    if (asked.failure !== null) throw asked.failure;
    if (asked.retryAfterSeconds > 0) throw new TooMany(asked.retryAfterSeconds);
    return finish(response);
  } catch (error) {
    return problemResponse(error);
  }
}

/**
 * Where next-auth sends a browser when something went wrong. Its own route would write whatever the address says into a
 * header; ours knows the words that the sign-in page knows.
 */
function toSignIn(error: string | null): Response {
  const word = signInErrors.find((known) => known === error) ?? "Callback";
  return finish(new Response(null, { status: 302, headers: { location: `/sign-in?error=${word}` } }));
}

/** Read from a copy: next-auth reads the body itself and would answer a broken one with 500. */
async function refuseBadBody(request: NextRequest): Promise<void> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim();
  if (type !== "application/x-www-form-urlencoded") {
    throw new Invalid("Send the form as application/x-www-form-urlencoded.", {
      fields: { body: "has the wrong type" },
    });
  }
  const text = await request.clone().text();
  if (text.length > 20_000) throw new Invalid("The form is too large.", { fields: { body: "is too large" } });
}

export { handle as GET, handle as POST };
