"use client";

export type SignInResult = { ok: true } | { ok: false; waitSeconds: number; reason: "wrong" | "wait" | "failed" };

/** Talks to the sign-in routes directly: the library's own client brings a session store no page of ours needs. */
async function post(path: string, fields: Record<string, string>): Promise<Response> {
  const csrf = await fetch("/api/auth/csrf", { headers: { accept: "application/json" } });
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  return fetch(`/api/auth/${path}`, {
    method: "POST",
    body: new URLSearchParams({ ...fields, csrfToken, json: "true" }),
  });
}

export async function signInWithPassword(email: string, password: string): Promise<SignInResult> {
  try {
    const response = await post("callback/credentials", { email, password });
    if (response.ok) return { ok: true };
    if (response.status === 401) return { ok: false, waitSeconds: 0, reason: "wrong" };
    const waitSeconds = Number(response.headers.get("retry-after") ?? 0);
    return { ok: false, waitSeconds, reason: response.status === 429 ? "wait" : "failed" };
  } catch {
    return { ok: false, waitSeconds: 0, reason: "failed" };
  }
}

/** Leaves for the company's own sign-in page. False when it could not be reached. */
export async function goToProvider(returnTo: string): Promise<boolean> {
  try {
    const response = await post("signin/oidc", { callbackUrl: returnTo });
    const { url } = (await response.json()) as { url?: string };
    if (!response.ok || !url || url.includes("error=")) return false;
    window.location.assign(url);
    return true;
  } catch {
    return false;
  }
}

/** Ends the session on the server, then leaves with a full load: nothing of the old session stays in memory. */
export async function signOut(): Promise<void> {
  await post("signout", {});
  window.location.assign("/");
}
