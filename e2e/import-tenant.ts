import { type Browser, expect, type Page } from "@playwright/test";
import type postgres from "postgres";
import { hashPassword } from "@/lib/identity/password";
import { signIn } from "./tenants";

const PASSWORD = "a harbour of many files";

/** An issuer of the import tests' own, empty, with an admin and an analyst: nothing here touches what other tests look at. */
export async function ensureImporter(sql: postgres.Sql, code: string): Promise<void> {
  const hash = await hashPassword(PASSWORD, Buffer.from("importers' salt!"));
  await sql.begin(async (tx) => {
    const [issuer] = await tx`
      insert into app.issuer (code, name, currency, time_zone)
      values (${code}, ${`Importer ${code}`}, 'USD', 'America/New_York')
      on conflict (code) do update set name = excluded.name returning id`;
    for (const role of ["admin", "analyst"]) {
      const email = emailOf(code, role);
      await tx`insert into app.person (email, name, password_hash) values (${email}, ${`Ida ${role}`}, ${hash})
        on conflict do nothing`;
      await tx`insert into app.membership (issuer_id, person_id, role)
        select ${issuer?.id}, id, ${role} from app.person where email = ${email} on conflict do nothing`;
    }
  });
}

const emailOf = (code: string, role: string) => `${role}@${code.toLowerCase()}.test`;

/** A page of somebody signed in; what the browser calls an error fails the test at its end. */
export async function pageOf(browser: Browser, code: string, role = "admin"): Promise<Page> {
  const visitor = await signIn({ email: emailOf(code, role), password: PASSWORD });
  const context = await browser.newContext({ storageState: await visitor.storageState() });
  await visitor.dispose();
  const page = await context.newPage();
  page.on("pageerror", (error) => expect.soft(error.message, "the browser reported an error").toBe(""));
  return page;
}

export const textFile = (name: string, text: string) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

/** One card type and as many cards as wanted, each sold for 50 dollars in January 2024. */
export function cardFiles(prefix: string, count: number) {
  const cards = Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);
  const day = (index: number) => `2024-01-${String((index % 27) + 1).padStart(2, "0")}`;
  return {
    types: textFile(`${prefix}-types.csv`, `code,name,currency\n${prefix}T,Plain ${prefix},USD\n`),
    cards: textFile(
      `${prefix}-cards.csv`,
      `card_id,card_type,sold_on,expires_on\n${cards.map((card, at) => `${card},${prefix}T,${day(at)},2026-01-01\n`).join("")}`,
    ),
    sales: (more = "") =>
      textFile(
        `${prefix}-events.csv`,
        `id,card,type,amount,date\n${cards.map((card, at) => `S${card},${card},issue,50.00,${day(at)}\n`).join("")}${more}`,
      ),
  };
}
