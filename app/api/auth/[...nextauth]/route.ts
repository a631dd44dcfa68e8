import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { env } from "@/lib/env";
import { Forbidden, Invalid, NotFound, TooMany } from "@/lib/errors";
import { finish, problemResponse } from "@/lib/http";
import { type Asked, authOptions } from "@/lib/identity/auth";
import { cookieName, isSecure } from "@/lib/identity/cookies";
import { signOut } from "@/lib/identity/mutations/sign-out";
import { changesState, isSameOrigin } from "@/lib/identity/origin";
import { clientAddress } from "@/lib/identity/request";

type Context = { params: Promise<{ nextauth: string[] }> };

/** The few of next-auth's routes that are used. Its session and log routes stay shut. */
const open: ReadonlySet<string> = new Set([
  "GET csrf",
  "GET signin",
  "GET error",
  "GET callback/oidc",
  "POST signin/oidc",
  "POST callback/credentials",
  "POST signout",
]);

async function handle(request: NextRequest, context: Context): Promise<Response> {
  try {
    const path = (await context.params).nextauth.join("/");
    if (!open.has(`${request.method} ${path}`)) throw new NotFound();
    if (changesState(request.method)) {
      if (!isSameOrigin(request.headers, env().APP_URL))
        throw new Forbidden("This request did not come from our own pages.");
      await refuseBadBody(request);
    }
    // next-auth knows its own address only from here; a client's Host header never reaches a redirect.
    process.env.NEXTAUTH_URL ??= env().APP_URL ?? `http://localhost:${process.env.PORT ?? 3000}`;
    const asked: Asked = {
      address: clientAddress(request.headers, env().TRUST_PROXY),
      userAgent: request.headers.get("user-agent"),
      oldToken: request.cookies.get(cookieName("session", isSecure(env().APP_URL)))?.value ?? null,
      retryAfterSeconds: 0,
    };
    if (path === "signout" && asked.oldToken) await signOut(asked.oldToken, asked, new Date());
    const response: Response = await NextAuth(request, context, authOptions(asked));
    if (asked.retryAfterSeconds > 0) throw new TooMany(asked.retryAfterSeconds);
    return finish(response);
  } catch (error) {
    return problemResponse(error);
  }
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
