import { type Browser, expect, type Page } from "@playwright/test";
import type postgres from "postgres";
import { hashPassword } from "@/lib/identity/password";
import { signIn } from "./tenants";

const PASSWORD = "words that hold by the last day";
const people = { admin: "Ida Admin", analyst: "Ann Analyst" } as const;
type Role = keyof typeof people;

const emailOf = (code: string, role: Role) => `${role}@${code.toLowerCase()}.test`;

/** An issuer of the templates' tests' own, with a postal address and nobody to write to. Repeating it changes nothing. */
export async function ensureWriter(sql: postgres.Sql, code: string): Promise<void> {
  const hash = await hashPassword(PASSWORD, Buffer.from("the writers' salt"));
  await sql.begin(async (tx) => {
    const [issuer] = await tx`
      insert into app.issuer (code, name, legal_name, currency, time_zone)
      values (${code}, 'Quay Cards', 'Quay Gift Cards Inc', 'USD', 'UTC')
      on conflict (code) do update set name = excluded.name returning id`;
    const issuerId = Number(issuer?.id);
    await tx`select app.set_scope(${issuerId}::int, null::int, null::int)`;
    await tx`insert into app.notification_setting (issuer_id, sender_name, sender_address, postal_address, updated_by_name, updated_at)
      values (${issuerId}, 'Quay Cards', 'cards@quay.test', '7 Quay Road, Dover, DE 19901', 'test', now()) on conflict do nothing`;
    for (const [role, name] of Object.entries(people)) {
      const email = emailOf(code, role as Role);
      await tx`insert into app.person (email, name, password_hash) values (${email}, ${name}, ${hash}) on conflict do nothing`;
      await tx`insert into app.membership (issuer_id, person_id, role)
        select ${issuerId}, id, ${role} from app.person where email = ${email} on conflict do nothing`;
    }
  });
}

/** A page of one of the two; what the browser calls an error fails the test at its end. */
export async function writerPage(browser: Browser, code: string, role: Role): Promise<Page> {
  const visitor = await signIn({ email: emailOf(code, role), password: PASSWORD });
  const context = await browser.newContext({ storageState: await visitor.storageState() });
  await visitor.dispose();
  const page = await context.newPage();
  page.on("pageerror", (error) => expect.soft(error.message, "the browser reported an error").toBe(""));
  return page;
}
