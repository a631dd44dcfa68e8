import { type Browser, expect, type Page } from "@playwright/test";
import type postgres from "postgres";
import { hashPassword } from "@/lib/identity/password";
import { column, lines, loadFiles } from "./load-files";
import { signIn } from "./tenants";

const PASSWORD = "one in five hears nothing of it";
const people = { admin: "Ida Admin", analyst: "Ann Analyst" } as const;
type Role = keyof typeof people;

/** 600 holders of a card of 50.00: one in five is held out. Of the held out 36 redeem all of it, of the reminded 216. */
const HELD_OUT = 120;
const holders = Array.from({ length: 600 }, (_, index) => {
  const arm = index < HELD_OUT ? "control" : "remind";
  return { id: `h${index}`, card: `TR-${1000 + index}`, arm, redeems: arm === "control" ? index < 36 : index < 336 };
});

/**
 * An issuer of the results' tests' own: a batch that was sent on 2 March 2022 and measured over thirty days, and one sent
 * in May whose days reach beyond the data. Both arms are as the seed would never have drawn them, so that what is found can
 * be worked out by hand. All years back: no test hangs on today.
 */
export async function ensureTrials(sql: postgres.Sql, code: string): Promise<void> {
  const [there] = await sql`select from app.issuer where code = ${code}`;
  if (there) return;
  await loadFiles(code, files, mappingOf(code));
  const hash = await hashPassword(PASSWORD, Buffer.from("the trials' salt"));
  await sql.begin(async (tx) => {
    const [issuer] = await tx`select id from app.issuer where code = ${code}`;
    const issuerId = Number(issuer?.id);
    await tx`select app.set_scope(${issuerId}::int, null::int, null::int)`;
    for (const [role, name] of Object.entries(people)) {
      const email = emailOf(code, role);
      await tx`insert into app.person (email, name, password_hash) values (${email}, ${name}, ${hash}) on conflict do nothing`;
      await tx`insert into app.membership (issuer_id, person_id, role)
        select ${issuerId}, id, ${role} from app.person where email = ${email} on conflict do nothing`;
    }
    const [template] = await tx`
      insert into app.notification_template (issuer_id, reason, channel, language, version, message_class, subject, body, created_by_name)
      values (${issuerId}, 'card-expiry', 'email', 'en', 1, 'commercial', 'Your card', 'Use it.', 'Ann Analyst') returning id`;
    await insertBatch(tx, issuerId, Number(template?.id), { day: "2022-03-02", horizonDays: 30 });
    await insertBatch(tx, issuerId, Number(template?.id), { day: "2022-05-02", horizonDays: 60 });
  });
}

type Sent = { day: string; horizonDays: number };

/** As a proposal, its approval and the sender leave a batch behind; nothing here reads its seal. */
async function insertBatch(
  tx: postgres.TransactionSql,
  issuerId: number,
  templateId: number,
  { day, horizonDays }: Sent,
) {
  const at = `${day}T15:00:00Z`;
  const [batch] = await tx`
    insert into app.notification_batch (issuer_id, state, reason, channel, language, message_class, currency, as_of,
      window_from, window_to, template_id, audience, people, messages, left_out, value_at_stake, cost, delay_cost,
      uplift_expected, uplift_low, uplift_high, base_rate, detectable, breakage_given_up, escheat_avoided, holdout_share,
      horizon_days, seed, rules, parameters, seal, approvals_needed, proposed_by_name, proposed_at, expires_at, approved_at,
      releases_at, started_at, ended_at)
    values (${issuerId}, 'sent', 'card-expiry', 'email', 'en', 'commercial', 'USD', ${day}::date - 1, ${day}, ${day}::date + 6,
      ${templateId}, ${holders.length}, ${holders.length}, ${holders.length}, '{}', ${holders.length * 5000}, ${holders.length}, 1000,
      300000, 100000, 500000, 0.3, 0.14, 250000, 0, 0.2, ${horizonDays}, 'seed', '{}', '{}', ${"0".repeat(64)}, 1,
      'the nightly run', ${at}, ${day}::date + 7, ${at}, ${at}, ${at}, ${at}) returning id`;
  const rows = holders.map(({ id, card, arm }) => ({ id, card, arm }));
  await tx`
    insert into silver.notification_member (customer_id, batch_id, issuer_id, address, mailbox, leads, cards, value, loss_on,
      due_at, time_zone, gain, base_rate, explanation, stratum, leaf, arm, outcome, outcome_at)
    select k.customer_id, ${batch?.id}, ${issuerId}, p.id || '@example.test', p.id || '@example.test', true,
      jsonb_build_array(jsonb_build_object('cardId', c.card_id, 'balance', '5000', 'reason', 'card-expiry')), 5000, '2023-01-31',
      ${at}, 'America/New_York', 0, 0.3, '{}', 'all', ${"0".repeat(116)}, p.arm,
      case when p.arm = 'control' then 'held-out' else 'sent' end, ${at}
    from jsonb_to_recordset(${tx.json(rows)}) p (id text, card text, arm text)
    join app.customer_key k on k.issuer_id = ${issuerId} and k.source_id = p.id
    join app.card_key c on c.issuer_id = ${issuerId} and c.source_id = p.card`;
  await tx`
    insert into app.message (message_key, issuer_id, batch_id, channel, mailbox, address, customer_id, message_class, outcome, attempts, ended_at)
    select md5(batch_id::text || mailbox), issuer_id, batch_id, 'email', mailbox, mailbox, customer_id, 'commercial', 'sent', 1, outcome_at
    from silver.notification_member where issuer_id = ${issuerId} and batch_id = ${batch?.id} and outcome = 'sent'`;
}

const emailOf = (code: string, role: string) => `${role}@${code.toLowerCase()}.test`;

/** A page of one of the two; what the browser calls an error fails the test at its end. */
export async function trialPage(browser: Browser, code: string, role: Role): Promise<Page> {
  const visitor = await signIn({ email: emailOf(code, role), password: PASSWORD });
  const context = await browser.newContext({ storageState: await visitor.storageState() });
  await visitor.dispose();
  const page = await context.newPage();
  page.on("pageerror", (error) => expect.soft(error.message, "the browser reported an error").toBe(""));
  return page;
}

const files: Record<string, string> = {
  "types.csv": "code,name,model,currency\nGC,Gift card,closed,USD\n",
  "people.csv": lines(
    "id,name",
    holders.map(({ id }) => `${id},Holder ${id}`),
  ),
  "cards.csv": lines(
    "id,type,sold,holder",
    holders.map(({ id, card }) => `${card},GC,2022-01-15,${id}`),
  ),
  "events.csv": lines("id,card,kind,amount,day,spent", [
    ...holders.map(({ card }) => `S-${card},${card},sale,50.00,2022-01-15,`),
    ...holders.flatMap(({ card, redeems }) => (redeems ? [`R-${card},${card},redemption,50.00,2022-03-09,60.00`] : [])),
    `LAST,TR-1050,redemption,1.00,2022-05-15,1.00`,
  ]),
};

const mappingOf = (code: string) => ({
  version: 1,
  name: "trials",
  issuer: { code, name: `${code} Gift Cards`, currency: "USD", timeZone: "America/New_York", create: true },
  files: [
    {
      entity: "card_type",
      match: "types.csv",
      columns: {
        code: column("code"),
        name: column("name"),
        businessModel: column("model"),
        currency: column("currency"),
      },
    },
    { entity: "customer", match: "people.csv", columns: { id: column("id"), name: column("name") } },
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
        purchaseTotal: column("spent"),
      },
    },
  ],
});
