/** Headers the proxy sets on its way to a page. Whatever a client sends under these names is thrown away there. */
export const ISSUER_HEADER = "x-breakwater-issuer";
export const PATH_HEADER = "x-breakwater-path";
export const NONCE_HEADER = "x-nonce";

type HeaderReader = { get(name: string): string | null };

/**
 * The address the request came from. `instrumentation.ts` replaces the forwarded headers by the socket's address unless
 * proxies of our own are configured; then the entry the outermost of them wrote counts, and what a client put before it
 * does not.
 */
export function clientAddress(headers: HeaderReader, trustedProxies: number): string | null {
  const chain = (headers.get("x-forwarded-for") ?? "").split(",").map((part) => part.trim());
  const entry = chain.at(-Math.max(1, trustedProxies)) ?? chain[0];
  return entry && /^[0-9a-fA-F:.]{3,45}$/.test(entry) ? entry.replace(/^::ffff:/i, "") : null;
}

/** Where to go after signing in: a path of ours, never another site, never back to signing in. */
export function safeReturnPath(value: string | null | undefined): string {
  if (!value?.startsWith("/") || /^\/[/\\]/.test(value) || /[\\\p{Cc}]/u.test(value)) return "/issuer";
  return /^\/(sign-in|sign-out|api)\b/.test(value) ? "/issuer" : value;
}
