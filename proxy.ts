import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { commonSecurityHeaders, contentSecurityPolicy } from "@/lib/identity/content-security";
import { cookieAttributes, cookieName, isSecure } from "@/lib/identity/cookies";
import { changesState, isSameOrigin } from "@/lib/identity/origin";
import { ISSUER_HEADER, NONCE_HEADER, PATH_HEADER } from "@/lib/identity/request";

/**
 * Every page passes here: a fresh nonce for its scripts, the headers all pages share, and the path and issuer the
 * address names, for the scope gate. Who may see a page is decided by the page itself, never here. Requests that change
 * something (server actions) from elsewhere are turned away before they reach a page; the action checks again.
 */
export function proxy(request: NextRequest): NextResponse {
  const publicUrl = process.env.APP_URL;
  const secure = isSecure(publicUrl);
  const { pathname, searchParams } = request.nextUrl;
  const isApi = pathname.startsWith("/api/");
  const nowhere = isReadable(pathname) ? null : new URL(isApi ? "/api/nowhere" : "/nowhere", request.url);
  if (isApi) return nowhere ? NextResponse.rewrite(nowhere) : NextResponse.next();
  if (changesState(request.method) && !isSameOrigin(request.headers, publicUrl)) {
    const refused = new NextResponse("This request did not come from our own pages.", { status: 403 });
    return withHeaders(refused, { ...commonSecurityHeaders(secure), "Cache-Control": "no-store" });
  }
  // No text of ours holds a NUL, and the database could not look for one: an address with it is nobody's.
  if (/%00/.test(request.url)) {
    const refused = new NextResponse("This address cannot be read.", { status: 400 });
    return withHeaders(refused, { ...commonSecurityHeaders(secure), "Cache-Control": "no-store" });
  }
  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy(nonce, { secure, development: process.env.NODE_ENV === "development" });
  const issuer = searchParams.get("issuer");
  const query = new URLSearchParams(searchParams);
  query.delete("_rsc");

  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy);
  headers.set(NONCE_HEADER, nonce);
  headers.set(PATH_HEADER, query.size > 0 ? `${pathname}?${query}` : pathname);
  if (issuer === null) headers.delete(ISSUER_HEADER);
  else headers.set(ISSUER_HEADER, encodeURIComponent(issuer));

  const passedOn = { request: { headers } };
  const response = nowhere ? NextResponse.rewrite(nowhere, passedOn) : NextResponse.next(passedOn);
  const remembered = cookieName("issuer", secure);
  // What was looked at last is what the browser opened as a page. Links fetch ahead what nobody may ever open, and such an
  // answer comes when another issuer is looked at already; within one issuer all that is fetched is its own.
  const isOpened = request.headers.get("accept")?.includes("text/html") ?? false;
  // A cookie set with the answer to an action makes Next draw the whole page again: only when it changes.
  if (isOpened && isCode(issuer) && request.cookies.get(remembered)?.value !== issuer) {
    // Only remembers; the gate asks each time whether it is one's own.
    response.cookies.set(remembered, issuer, cookieAttributes(secure));
  }
  return withHeaders(response, {
    ...commonSecurityHeaders(secure),
    "Content-Security-Policy": policy,
    "Cache-Control": "private, no-store",
  });
}

/** Whether the escapes in a path stand for characters. One that cannot be read is nobody's; left alone, Next would call it its own fault. */
function isReadable(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}

const isCode = (issuer: string | null): issuer is string => issuer !== null && /^[\w-]{1,40}$/.test(issuer);

function withHeaders(response: NextResponse, headers: Record<string, string>): NextResponse {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

// API routes guard themselves in lib/http.ts, once their address can be read; built files carry their headers from next.config.ts.
export const config = { matcher: ["/((?!api/|_next/static|_next/image).*)", "/api/(.*%.*)"] };
