/**
 * Stands in for Next's request: what `headers()` and `cookies()` would say, so that scopes, actions and routes run as
 * they are, without a server. In a test file, before anything else:
 *
 *   vi.mock("next/headers", async () => (await import("../support/next-request")).nextHeaders);
 */
const current = { headers: new Headers(), cookies: new Map<string, string>() };

export const nextHeaders = {
  headers: async () => current.headers,
  cookies: async () => ({
    get: (name: string) => {
      const value = current.cookies.get(name);
      return value === undefined ? undefined : { name, value };
    },
    set: (name: string, value: string) => void current.cookies.set(name, value),
    getAll: () => [...current.cookies].map(([name, value]) => ({ name, value })),
  }),
};

type Given = { session?: string | null; headers?: Record<string, string>; issuer?: string };

/** What the browser says of a request of our own page. */
export const ownPage = { host: "localhost:3000", origin: "http://localhost:3000", "sec-fetch-site": "same-origin" };

/** From now on requests look like this: from our own page, with this session, for this issuer. */
export function requestAs({ session = null, headers = ownPage, issuer }: Given): void {
  current.headers = new Headers(headers);
  if (issuer !== undefined) current.headers.set("x-breakwater-issuer", issuer);
  current.cookies = new Map(session === null ? [] : [["breakwater.session", session]]);
}

/** The session that the browser holds by now: an action may have given it another. */
export const sessionNow = (): string | null => current.cookies.get("breakwater.session") ?? null;
