import { and, eq } from "drizzle-orm";
import postgres from "postgres";
import { withScope } from "@/db/client";
import {
  notificationBatch,
  notificationMember,
  notificationSetting,
  notificationTemplate,
} from "@/db/schema/notification";
import type { Scope } from "@/lib/identity/scope";
import { rulesOf } from "@/lib/notifications/approval/rules";
import { batchSeal, memberLeaf, sealedHead } from "@/lib/notifications/approval/seal";
import { release } from "@/lib/notifications/mutations/approve-release";

const setting = {
  senderName: "Bench Cards",
  senderAddress: "cards@bench.example",
  replyTo: null,
  postalAddress: "1 Bench Road, Wilmington, DE 19801",
  quietFrom: 0,
  quietTo: 0,
  capWeek: 1,
  capSixtyDays: 3,
  horizonDays: 60,
  dailyCapacity: null,
  budget: null,
  countsLostBreakage: false,
};

const words = {
  messageClass: "commercial",
  subject: "Your card ends on {{last-day}}",
  body: "{{greeting}}\n\nThere is still money on your card:\n\n{{cards}}\n\n{{statement-link}}",
} as const;

/** By whom and in which words the messages of the bench are sent. */
export function prepareIssuer(scope: Scope, now: Date): Promise<number> {
  return withScope(scope, async (tx) => {
    const { issuerId } = scope;
    const known = { issuerId, updatedByName: "bench", updatedAt: now };
    const update = { ...setting, updatedByName: "bench", updatedAt: now };
    await tx
      .insert(notificationSetting)
      .values({ ...setting, ...known })
      .onConflictDoUpdate({ target: notificationSetting.issuerId, set: update });
    const kind = { reason: "card-expiry", channel: "email", language: "en", version: 9_000 } as const;
    const [template] = await tx
      .insert(notificationTemplate)
      .values({ issuerId, ...kind, ...words, createdByName: "bench" })
      .returning({ id: notificationTemplate.id });
    if (!template) throw new Error("no template");
    return template.id;
  });
}

/** So many new holders with 50.00 on a card each, who have said yes. */
async function addHolders(scope: Scope, ownerUrl: string, count: number, round: number) {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  const { issuerId } = scope;
  const name = `n2-${round}-`;
  try {
    return await owner.begin(async (tx) => {
      const [type] =
        await tx`select y.id, (select max(c.batch_id) from silver.customer c where c.issuer_id = ${issuerId}) as batch_id
        from silver.card_type y where y.issuer_id = ${issuerId} limit 1`;
      const people = await tx`
        insert into silver.customer (issuer_id, source_id, name, email, consent_email, batch_id)
        select ${issuerId}, ${name} || n, 'Person ' || n, ${name} || n || '@bench.example', true, ${type?.batch_id}
        from generate_series(1, ${count}::int) n returning customer_id, email`;
      const ids = people.map((row) => row.customer_id);
      const cards = await tx`
        insert into silver.card (customer_id, issuer_id, source_id, card_type_id, sold_on, card_expires_on, batch_id, recorded_at)
        select id, ${issuerId}, ${name} || id, ${type?.id}, '2026-01-05', '2099-12-31', ${type?.batch_id}, now()
        from unnest(${ids}::bigint[]) id returning customer_id, id`;
      await tx`
        insert into silver.card_summary (customer_id, card_id, issuer_id, card_type_id, currency, jurisdiction, birth_year,
          sold_on, card_expires_on, cards, sold)
        select customer_id, id, ${issuerId}, ${type?.id}, 'USD', 'unknown', 0, '2026-01-05', '2099-12-31', 1, 5000
        from silver.card where issuer_id = ${issuerId} and customer_id = any(${ids}::bigint[])`;
      const cardOf = new Map(cards.map((row) => [String(row.customer_id), Number(row.id)]));
      return people
        .map((row) => ({ customerId: Number(row.customer_id), email: String(row.email) }))
        .map((row) => ({ ...row, cardId: cardOf.get(String(row.customerId)) ?? 0 }))
        .sort((a, b) => a.customerId - b.customerId);
    });
  } finally {
    await owner.end();
  }
}

/** A proposal waits for its approval, and then to be taken back: its people are counted for the planner before anything leaves. */
async function countPeople(ownerUrl: string): Promise<void> {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await owner`analyze silver.notification_member`;
  } finally {
    await owner.end();
  }
}

type Made = { readonly batchId: number; readonly addresses: readonly string[] };

/** A batch to new holders, sealed and released as an approval does it. */
export async function releasedBatch(
  scope: Scope,
  {
    ownerUrl,
    templateId,
    count,
    round,
    now,
  }: { ownerUrl: string; templateId: number; count: number; round: number; now: Date },
): Promise<Made> {
  const holders = await addHolders(scope, ownerUrl, count, round);
  const { issuerId } = scope;
  const dueAt = new Date(now.getTime() - 3_600_000);
  const members = holders.map(({ customerId, cardId, email }) => ({
    customerId,
    address: email,
    mailbox: email,
    leads: true,
    cards: [
      {
        cardId,
        id: email,
        lastFour: "1001",
        brand: null,
        cardType: "Gift card",
        balance: "5000",
        lastDay: "2099-12-31",
        lossOn: "2099-12-31",
      },
    ],
    value: 5_000n,
    lossOn: "2099-12-31",
    dueAt,
    timeZone: "UTC",
    gain: 100,
    baseRate: 0.2,
    explanation: {},
    stratum: "all",
    leftOut: null,
  }));
  const day = now.toISOString().slice(0, 10);
  const batch = {
    reason: "card-expiry",
    channel: "email",
    language: "en",
    messageClass: "commercial",
    currency: "USD",
    asOf: day,
    windowFrom: day,
    windowTo: day,
    audience: count,
    people: count,
    messages: count,
    leftOut: {},
    valueAtStake: 5_000n * BigInt(count),
    cost: 0n,
    delayCost: 0n,
    delayCosts: null,
    upliftExpected: 0,
    upliftLow: 0,
    upliftHigh: 0,
    upliftWithin: null,
    baseRate: 0.2,
    detectable: null,
    breakageGivenUp: 0,
    escheatAvoided: 0,
    holdoutShare: 0,
    horizonDays: 60,
    seed: `n2 ${round}`,
    parameters: {},
    approvalsNeeded: 1,
    proposedBy: null,
    expiresAt: new Date(now.getTime() + 86_400_000),
  } as const;
  const rules = rulesOf(setting);
  const template = { id: templateId, version: 9_000, ...words };
  const leaves = members.map(memberLeaf);
  const batchId = await withScope(scope, async (tx) => {
    const about = { issuerId, templateId, rules, proposedByName: "bench", proposedAt: now };
    const seal = batchSeal(batch, leaves, template, rules);
    const [stored] = await tx
      .insert(notificationBatch)
      .values({ ...batch, ...about, seal, sealed: sealedHead(batch, template, rules) })
      .returning();
    if (!stored) throw new Error("no batch");
    const rows = members.map((member, index) => ({
      ...member,
      issuerId,
      batchId: stored.id,
      leaf: leaves[index] ?? "",
    }));
    for (let from = 0; from < rows.length; from += 1_000)
      await tx.insert(notificationMember).values(rows.slice(from, from + 1_000));
    await release(tx, scope, stored, members, dueAt);
    const own = and(eq(notificationBatch.issuerId, issuerId), eq(notificationBatch.id, stored.id));
    await tx.update(notificationBatch).set({ state: "approved", approvedAt: dueAt, releasesAt: dueAt }).where(own);
    return stored.id;
  });
  await countPeople(ownerUrl);
  return { batchId, addresses: holders.map(({ email }) => email) };
}
