import { type APIRequestContext, request } from "@playwright/test";
import postgres from "postgres";
import { hashPassword } from "@/lib/identity/password";

export const DEMO = { email: "admin@demo.test", password: "breakwater-demo" };
export const STRANGER = { email: "admin@stranger.test", password: "a wall against other tides" };
/** May approve what the admin may not. */
export const STRANGER_MANAGER = { email: "manager@stranger.test", password: STRANGER.password };

export function owner(): postgres.Sql {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("DATABASE_URL is not set: run npm test -- e2e");
  return postgres(url, { max: 1, onnotice: () => {} });
}

/** A second issuer with an admin and a manager of its own. Repeating it changes nothing. */
export async function ensureStranger(sql: postgres.Sql): Promise<void> {
  const hash = await hashPassword(STRANGER.password, Buffer.from("stranger's salt!"));
  await sql.begin(async (tx) => {
    const [issuer] = await tx`
      insert into app.issuer (code, name, currency, time_zone) values ('STRANGER', 'Stranger Ltd', 'USD', 'UTC')
      on conflict (code) do update set name = excluded.name returning id`;
    for (const [email, name, role] of [
      [STRANGER.email, "Sam Stranger", "admin"],
      [STRANGER_MANAGER.email, "Mia Stranger", "manager"],
    ] as const) {
      await tx`insert into app.person (email, name, password_hash) values (${email}, ${name}, ${hash})
        on conflict do nothing`;
      await tx`insert into app.membership (issuer_id, person_id, role)
        select ${issuer?.id}, id, ${role} from app.person where email = ${email} on conflict do nothing`;
    }
  });
}

/** A browser without pages: keeps cookies, sends the Origin of our own pages unless told otherwise. */
export async function visitor(headers: Record<string, string> = { origin: ownOrigin() }): Promise<APIRequestContext> {
  return request.newContext({ baseURL: ownOrigin(), extraHTTPHeaders: headers, maxRedirects: 0 });
}

export function ownOrigin(): string {
  return new URL(process.env.BASE_URL ?? "http://localhost:3000").origin;
}

export async function signIn(who: { email: string; password: string }): Promise<APIRequestContext> {
  const browser = await visitor();
  const { csrfToken } = await (await browser.get("/api/auth/csrf", { maxRedirects: 0 })).json();
  const form = { csrfToken, email: who.email, password: who.password, json: "true" };
  const answer = await browser.post("/api/auth/callback/credentials", { form });
  if (answer.status() !== 200) throw new Error(`Signing in as ${who.email} gave ${answer.status()}`);
  return browser;
}
