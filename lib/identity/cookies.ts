/**
 * Names and attributes of the cookies. Over https the names begin with `__Host-`: the browser then refuses them unless
 * they are Secure, for the whole site and set by this very host, so a neighbouring subdomain cannot plant one.
 */
export function cookieName(
  name: "session" | "csrf" | "callback" | "state" | "nonce" | "pkce" | "issuer",
  secure: boolean,
) {
  return `${secure ? "__Host-" : ""}breakwater.${name}`;
}

export function cookieAttributes(secure: boolean) {
  return { httpOnly: true, sameSite: "lax", path: "/", secure } as const;
}

export function isSecure(publicUrl: string | undefined): boolean {
  return publicUrl?.startsWith("https:") ?? false;
}
