type HeaderReader = { get(name: string): string | null };

/**
 * Whether a request that changes something was sent by our own pages. Next lets a server action through when there is
 * no Origin, so this is stricter: a browser's Origin must be there, must not be `null` (sandboxed frames, redirects),
 * and must name the host the request was sent to or the configured public address. Forwarded hosts are believed only
 * when they agree with one of the two: anyone can send that header.
 */
export function isSameOrigin(headers: HeaderReader, publicUrl: string | undefined): boolean {
  const origin = parse(headers.get("origin"));
  if (!origin) return false;
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return false;
  const host = headers.get("host");
  const trusted = publicUrl ? parse(publicUrl) : null;
  const forwarded = headers.get("x-forwarded-host");
  if (forwarded !== null && forwarded !== host && forwarded !== trusted?.host) return false;
  if (trusted && origin.origin === trusted.origin) return true;
  return host !== null && origin.host === host && /^https?:$/.test(origin.protocol);
}

function parse(value: string | null): URL | null {
  if (value === null || value === "null") return null;
  try {
    return new URL(value);
  } catch {
    return null;
  }
}

const safe: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

export function changesState(method: string): boolean {
  return !safe.has(method.toUpperCase());
}
