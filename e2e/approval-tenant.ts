import type { Browser, Page } from "@playwright/test";
import { expect } from "@playwright/test";
import type postgres from "postgres";
import { addDays, civilDateIn } from "@/lib/dates";
import { hashPassword } from "@/lib/identity/password";
import { rulesOf } from "@/lib/notifications/approval/rules";
import {
  batchSeal,
  memberLeaf,
  type SealedBatch,
  type SealedMember,
  sealedHead,
} from "@/lib/notifications/approval/seal";
import { signIn } from "./tenants";

const PASSWORD = "nothing leaves before it was read";
const people = { ann: "analyst", mia: "manager", max: "manager" } as const;
export type Name = keyof typeof people;
const names: Record<Name, string> = { ann: "Ann Analyst", mia: "Mia Manager", max: "Max Manager" };

const setting = {
  senderName: "Harbour Cards",
  senderAddress: "cards@harbour.test",
  replyTo: null,
  postalAddress: "1 Pier Road, Wilmington, DE 19801",
  quietFrom: 20,
  quietTo: 9,
  capWeek: 1,
  capSixtyDays: 3,
  horizonDays: 60,
  dailyCapacity: null,
  budget: null,
  countsLostBreakage: false,
};

const emailOf = (code: string, name: Name) => `${name}@${code.toLowerCase()}.test`;

/** A page of one of the three; what the browser calls an error fails the test at its end. */
export async function approverPage(browser: Browser, code: string, name: Name): Promise<Page> {
  const visitor = await signIn({ email: emailOf(code, name), password: PASSWORD });
  const context = await browser.newContext({ storageState: await visitor.storageState() });
  await visitor.dispose();
  const page = await context.newPage();
  page.on("pageerror", (error) => expect.soft(error.message, "the browser reported an error").toBe(""));
  return page;
}

export type Office = { readonly issuerId: number; readonly personOf: Readonly<Record<Name, number>> };

/** An issuer with rules of sending, two managers and an analyst, and fifty holders. Repeating it changes nothing. */
export async function ensureOffice(sql: postgres.Sql, code: string): Promise<Office> {
  const hash = await hashPassword(PASSWORD, Buffer.from("approvers' own salt"));
  return sql.begin(async (tx) => {
    const [issuer] = await tx`insert into app.issuer (code, name, currency, time_zone)
      values (${code}, ${`${code} Gift Cards`}, 'USD', 'America/New_York')
      on conflict (code) do update set name = excluded.name returning id`;
    const issuerId = Number(issuer?.id);
    const personOf: Partial<Record<Name, number>> = {};
    for (const [name, role] of Object.entries(people) as [Name, string][]) {
      const email = emailOf(code, name);
      await tx`insert into app.person (email, name, password_hash) values (${email}, ${names[name]}, ${hash}) on conflict do nothing`;
      const [person] = await tx`select id from app.person where email = ${email}`;
      personOf[name] = Number(person?.id);
      await tx`insert into app.membership (issuer_id, person_id, role) values (${issuerId}, ${person?.id}, ${role}) on conflict do nothing`;
    }
    await tx`insert into app.notification_setting ${tx({
      issuer_id: issuerId,
      sender_name: setting.senderName,
      sender_address: setting.senderAddress,
      postal_address: setting.postalAddress,
      updated_by_name: "test",
      updated_at: new Date(),
    })} on conflict do nothing`;
    return { issuerId, personOf: personOf as Record<Name, number> };
  });
}

type Wanted = {
  delayCost: bigint;
  members?: number;
  /** These people instead of holders made for the purpose; each is written to. */
  people?: readonly SealedMember[];
  proposedBy?: number | null;
  approvalsNeeded?: 1 | 2;
};

/** Proposals as the nightly run writes them, sealed; their people are holders of the issuer's own. */
export async function propose(sql: postgres.Sql, { issuerId }: Office, wanted: readonly Wanted[]): Promise<number[]> {
  const template = await ensureTemplate(sql, issuerId);
  const ids: number[] = [];
  for (const one of wanted) ids.push(await storeProposal(sql, issuerId, template, one));
  return ids;
}

const words = {
  messageClass: "commercial" as const,
  subject: "{{total}} waits for you",
  body: "Dear {{name}},\n\n{{cards}}\n\nYours,\n{{issuer}}",
};

async function ensureTemplate(sql: postgres.Sql, issuerId: number) {
  await sql`insert into app.notification_template ${sql({
    issuer_id: issuerId,
    reason: "card-expiry",
    channel: "email",
    language: "en",
    version: 1,
    message_class: words.messageClass,
    subject: words.subject,
    body: words.body,
    created_by_name: "test",
  })} on conflict do nothing`;
  const [found] = await sql`select id from app.notification_template where issuer_id = ${issuerId} and version = 1`;
  return { id: Number(found?.id), version: 1, ...words };
}

async function storeProposal(
  sql: postgres.Sql,
  issuerId: number,
  template: { id: number; version: number } & typeof words,
  { delayCost, people: given, members: wanted = 3, proposedBy = null, approvalsNeeded = 1 }: Wanted,
): Promise<number> {
  const now = new Date();
  const today = civilDateIn("America/New_York", now);
  const lossOn = addDays(today, 30);
  const members: SealedMember[] = [...(given ?? [])];
  const count = given?.length ?? wanted;
  while (members.length < count) members.push(await storeHolder(sql, issuerId, members.length, now, lossOn));
  const batch: SealedBatch = {
    reason: "card-expiry",
    channel: "email",
    language: "en",
    messageClass: "commercial",
    currency: "USD",
    asOf: today,
    windowFrom: addDays(today, 1),
    windowTo: addDays(today, 7),
    audience: count,
    people: count,
    messages: count,
    leftOut: {},
    valueAtStake: BigInt(count) * 5_000n,
    cost: BigInt(count) * 2n,
    delayCost,
    // Each day of a fortnight loses as much as the first.
    delayCosts: Array.from({ length: 14 }, (_, days) => delayCost * BigInt(days + 1)),
    upliftExpected: count * 400,
    upliftLow: count * 150,
    upliftHigh: count * 700,
    upliftWithin: null,
    baseRate: 0.31,
    detectable: null,
    breakageGivenUp: count * 120,
    escheatAvoided: count * 90,
    holdoutShare: 0.1,
    horizonDays: 60,
    seed: `seed ${now.getTime()} ${delayCost}`,
    parameters: {},
    approvalsNeeded,
    proposedBy,
    expiresAt: new Date(now.getTime() + 7 * 86_400_000),
  };
  const rules = rulesOf(setting);
  const leaves = members.map(memberLeaf);
  const [stored] = await sql`insert into app.notification_batch ${sql({
    issuer_id: issuerId,
    reason: batch.reason,
    channel: batch.channel,
    language: batch.language,
    message_class: batch.messageClass,
    currency: batch.currency,
    as_of: batch.asOf,
    window_from: batch.windowFrom,
    window_to: batch.windowTo,
    template_id: template.id,
    audience: count,
    people: count,
    messages: count,
    left_out: sql.json({}),
    value_at_stake: batch.valueAtStake.toString(),
    cost: batch.cost.toString(),
    delay_cost: batch.delayCost.toString(),
    delay_costs: `{${batch.delayCosts?.join(",")}}`,
    uplift_expected: batch.upliftExpected,
    uplift_low: batch.upliftLow,
    uplift_high: batch.upliftHigh,
    base_rate: batch.baseRate,
    breakage_given_up: batch.breakageGivenUp,
    escheat_avoided: batch.escheatAvoided,
    holdout_share: batch.holdoutShare,
    horizon_days: batch.horizonDays,
    seed: batch.seed,
    rules: sql.json(rules),
    parameters: sql.json({}),
    seal: batchSeal(batch, leaves, template, rules),
    sealed: sql.json(JSON.parse(JSON.stringify(sealedHead(batch, template, rules)))),
    approvals_needed: approvalsNeeded,
    proposed_by: proposedBy,
    proposed_by_name: proposedBy === null ? "nightly run" : names.mia,
    proposed_at: now,
    expires_at: batch.expiresAt,
  })} returning id`;
  const batchId = Number(stored?.id);
  for (const [index, member] of members.entries())
    await sql`insert into silver.notification_member ${sql({
      customer_id: member.customerId,
      batch_id: batchId,
      issuer_id: issuerId,
      address: member.address,
      mailbox: member.mailbox,
      leads: true,
      cards: sql.json(JSON.parse(JSON.stringify(member.cards))),
      value: member.value.toString(),
      loss_on: member.lossOn,
      due_at: member.dueAt,
      time_zone: member.timeZone,
      gain: member.gain,
      base_rate: member.baseRate,
      explanation: sql.json(JSON.parse(JSON.stringify(member.explanation))),
      stratum: member.stratum,
      leaf: leaves[index] ?? "",
    })}`;
  return batchId;
}

async function storeHolder(
  sql: postgres.Sql,
  issuerId: number,
  index: number,
  now: Date,
  lossOn: string,
): Promise<SealedMember> {
  const source = `holder-${index}`;
  await sql`insert into silver.customer (issuer_id, source_id, name, email, batch_id)
    select ${issuerId}, ${source}, ${`Holder Number ${index}`}, ${`${source}@mail.test`}, 0
    where not exists (select from silver.customer where issuer_id = ${issuerId} and source_id = ${source})`;
  const [row] =
    await sql`select customer_id from silver.customer where issuer_id = ${issuerId} and source_id = ${source}`;
  const card = {
    cardId: index + 1,
    id: `C-${index}`,
    lastFour: String(1_000 + index),
    brand: "Harbour",
    cardType: "Gift card",
    cardTypeId: 1,
    balance: "5000",
    cardExpiresOn: lossOn,
    fundsExpiresOn: null,
    escheatOn: null,
    lastDay: lossOn,
    reason: "card-expiry",
    lossOn,
  };
  return {
    customerId: Number(row?.customer_id),
    address: `${source}@mail.test`,
    mailbox: `${source}@mail.test`,
    leads: true,
    cards: [card],
    value: 5_000n,
    lossOn,
    dueAt: new Date(now.getTime() + 86_400_000),
    timeZone: "America/New_York",
    gain: 120.5 - index,
    baseRate: 0.31,
    explanation: {
      reason: "card-expiry",
      lossOn,
      daysToLoss: 30,
      atStake: "5000",
      cards: 1,
      people: 1,
      chosen: null,
      leftOut: null,
      others: [],
    },
    stratum: "small/soon",
    leftOut: null,
  };
}
