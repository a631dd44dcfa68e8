import { type Browser, expect, type Page } from "@playwright/test";
import type postgres from "postgres";
import { hashPassword } from "@/lib/identity/password";
import { column, loadFiles } from "./load-files";
import { signIn } from "./tenants";

const PASSWORD = "a state takes what nobody fetches";
const people = { admin: "Ida Admin", analyst: "Ann Analyst", manager: "Mia Manager" } as const;
type Role = keyof typeof people;

/**
 * An issuer of the filing tests' own, in Delaware, with cards of owners in West Virginia sold in 2018 and data to 15 July
 * 2022: inside the letters' window of the report for 2022, and before its due day. All years back, so that no test hangs
 * on today.
 */
export async function ensureFiler(sql: postgres.Sql, code: string): Promise<void> {
  const [there] = await sql`select from app.issuer where code = ${code}`;
  if (there) return;
  await loadFiles(code, files, mappingOf(code));
  const hash = await hashPassword(PASSWORD, Buffer.from("filers' own salt"));
  await sql.begin(async (tx) => {
    const [issuer] =
      await tx`update app.issuer set legal_name = ${`${code} Gift Cards Inc`} where code = ${code} returning id`;
    for (const [role, name] of Object.entries(people)) {
      const email = emailOf(code, role);
      await tx`insert into app.person (email, name, password_hash) values (${email}, ${name}, ${hash}) on conflict do nothing`;
      await tx`insert into app.membership (issuer_id, person_id, role)
        select ${issuer?.id}, id, ${role} from app.person where email = ${email} on conflict do nothing`;
    }
  });
}

const emailOf = (code: string, role: string) => `${role}@${code.toLowerCase()}.test`;

/** A page of one of the three; what the browser calls an error fails the test at its end. */
export async function filerPage(browser: Browser, code: string, role: Role): Promise<Page> {
  const visitor = await signIn({ email: emailOf(code, role), password: PASSWORD });
  const context = await browser.newContext({ storageState: await visitor.storageState() });
  await visitor.dispose();
  const page = await context.newPage();
  page.on("pageerror", (error) => expect.soft(error.message, "the browser reported an error").toBe(""));
  return page;
}

const files: Record<string, string> = {
  "types.csv":
    "code,name,model,currency,expires,funds,fees,cash,promo,kind\nGC,Gift card,closed,USD,no,no,no,no,no,retailer\n",
  "people.csv": `id,name,street,city,zip,state
ann,Ann O'Neil,12 Oak St,Charleston,25301,WV
bo,Bo Li,,Charleston,25302,WV
cy,Cy Day,3 Elm St,Charleston,25303,WV
`,
  "cards.csv": `id,type,sold,holder
FA-1001,GC,2018-03-15,ann
FA-1002,GC,2018-05-01,ann
FB-1003,GC,2018-06-01,bo
FC-1004,GC,2018-02-01,cy
FC-1005,GC,2019-02-01,cy
`,
  "events.csv": `id,card,kind,amount,day
S1,FA-1001,sale,100.00,2018-03-15
S2,FA-1002,sale,40.00,2018-05-01
S3,FB-1003,sale,50.00,2018-06-01
S4,FC-1004,sale,200.00,2018-02-01
S5,FC-1005,sale,80.00,2019-02-01
R1,FC-1005,redemption,10.00,2022-07-15
`,
};

const mappingOf = (code: string) => ({
  version: 1,
  name: "filing",
  issuer: {
    code,
    name: `${code} Gift Cards`,
    currency: "USD",
    timeZone: "America/New_York",
    stateOfIncorporation: "DE",
    create: true,
  },
  files: [
    {
      entity: "card_type",
      match: "types.csv",
      columns: {
        code: column("code"),
        name: column("name"),
        businessModel: column("model"),
        currency: column("currency"),
        hasExpiry: column("expires"),
        fundsExpire: column("funds"),
        hasFees: column("fees"),
        cashRedeemable: column("cash"),
        promotional: column("promo"),
        issuerType: column("kind"),
      },
    },
    {
      entity: "customer",
      match: "people.csv",
      columns: {
        id: column("id"),
        name: column("name"),
        address: column("street"),
        city: column("city"),
        zip: column("zip"),
        state: column("state"),
      },
    },
    {
      entity: "card",
      match: "cards.csv",
      columns: { id: column("id"), cardType: column("type"), soldOn: column("sold"), customer: column("holder") },
    },
    {
      entity: "card_transaction",
      match: "events.csv",
      columns: {
        id: column("id"),
        card: column("card"),
        kind: column("kind"),
        amount: column("amount"),
        occurredAt: column("day"),
      },
    },
  ],
});
