/** Real holders with cards and a balance, and approved batches of messages to them. */
import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import type { SealedBatch, SealedMember, SealedTemplate } from "@/lib/notifications/approval/seal";
import { approveBatch } from "@/lib/notifications/mutations/approve";
import { loadBatch } from "../../support/cards";
import { sampleMember, type sampleSetting } from "../approval/sample-batch";
import { behindItsBack, type House, openHouse, storeBatch } from "../approval/stored-batch";

/** A Tuesday, 10:30 in New York: no quiet hour, half an hour after everything is due. */
export const MOMENT = new Date("2026-12-01T15:30:00Z");
export const later = (hours: number) => new Date(MOMENT.getTime() + hours * 3_600_000);

export type Holder = { readonly customerId: number; readonly cardId: number; readonly email: string };

/** An issuer whose holders have said yes to e-mail and have 50.00 USD each on one card. */
export async function openSendingHouse(
  code: string,
  count: number,
  setting: Parameters<typeof openHouse>[1] = {},
): Promise<{ house: House; holders: readonly Holder[] }> {
  const house = await openHouse(code, setting);
  const { issuerId } = house.scope;
  const batchId = await loadBatch(house.scope, { types: [{ code: `${code}-GC` }] });
  const holders: Holder[] = [];
  await behindItsBack(async (owner) => {
    const [type] = await owner`select id from silver.card_type where issuer_id = ${issuerId}`;
    const people = await owner`
      insert into silver.customer (issuer_id, source_id, name, email, consent_email, batch_id)
      select ${issuerId}, 'P' || n, 'Person ' || n, 'p' || n || '@' || lower(${code}) || '.example', true, ${batchId}
      from generate_series(1, ${count}::int) n returning customer_id, email, source_id`;
    const cards = await owner`
      insert into silver.card (customer_id, issuer_id, source_id, card_type_id, sold_on, card_expires_on, batch_id, recorded_at)
      select c.customer_id, ${issuerId}, 'K' || c.customer_id, ${type?.id}, '2026-01-05', '2026-12-31', ${batchId}, now()
      from silver.customer c where c.issuer_id = ${issuerId} returning customer_id, id`;
    await owner`
      insert into silver.card_summary (customer_id, card_id, issuer_id, card_type_id, currency, jurisdiction, birth_year,
        sold_on, card_expires_on, cards, sold)
      select customer_id, id, ${issuerId}, ${type?.id}, 'USD', 'unknown', 0, '2026-01-05', '2026-12-31', 1, 5000
      from silver.card where issuer_id = ${issuerId}`;
    const cardOf = new Map(cards.map((row) => [row.customer_id, Number(row.id)]));
    for (const { customer_id, email } of people)
      holders.push({ customerId: Number(customer_id), cardId: cardOf.get(customer_id) ?? 0, email });
  });
  return { house, holders };
}

/** As the proposing run plans him: one card that ends on 31 December 2026. */
export function planned(holder: Holder, change: Partial<SealedMember> = {}): SealedMember {
  const { customerId, cardId, email } = holder;
  const card = {
    cardId,
    id: `K${customerId}`,
    lastFour: String(customerId).padStart(4, "0").slice(-4),
    brand: null,
    cardType: "Gift card",
    cardTypeId: 1,
    balance: "5000",
    cardExpiresOn: "2026-12-31",
    fundsExpiresOn: null,
    escheatOn: null,
    lastDay: "2026-12-31",
    reason: "card-expiry",
    lossOn: "2026-12-31",
  };
  return sampleMember(customerId, { address: email, mailbox: email, cards: [card], ...change });
}

/** Approved an hour and a half before its moment, by a manager who has not proposed it; a notice of the law's by two. */
export async function approved(
  house: House,
  members: readonly SealedMember[],
  {
    batch = {},
    template = {},
    setting,
  }: { batch?: Partial<SealedBatch>; template?: Partial<SealedTemplate>; setting?: typeof sampleSetting } = {},
): Promise<number> {
  const sorted = members.toSorted((a, b) => a.customerId - b.customerId);
  const wanted = { holdoutShare: 0, ...batch };
  const { id, seal } = await storeBatch(house.scope, { members: sorted, batch: wanted, template, setting });
  const managers = batch.messageClass === "statutory-notice" ? (["max", "mia"] as const) : (["mia"] as const);
  for (const name of managers)
    await approveBatch(house.scope, { batchId: id, seal }, new Date("2026-12-01T14:00:00Z"), house.emailOf(name));
  return id;
}

export type Told = { customerId: number; outcome: string | null; note: string | null };

/** What became of everybody, of the messages, and what is left of them. */
export async function endOf(scope: Scope, batchId: number) {
  return withScope(scope, async (tx) => {
    const [batch] = await tx.execute<{ state: string; note: string | null }>(
      sql`select state, note from app.notification_batch where id = ${batchId}`,
    );
    const people = await tx.execute<{ id: string; outcome: string | null; note: string | null }>(sql`
      select customer_id as id, outcome, outcome_note as note from silver.notification_member
      where batch_id = ${batchId} order by customer_id`);
    const messages = await tx.execute<{ mailbox: string; outcome: string; note: string | null; attempts: number }>(
      sql`select mailbox, outcome, note, attempts from app.message where batch_id = ${batchId} order by mailbox`,
    );
    const outbox = await tx.execute<{
      key: string;
      mailbox: string;
      state: string;
      due: string;
      reply: string | null;
    }>(sql`
      select message_key as key, mailbox, state, due_at as due, reply from app.outbox
      where batch_id = ${batchId} order by mailbox`);
    return {
      state: batch?.state,
      note: batch?.note ?? null,
      people: people.map(({ id, outcome, note }): Told => ({ customerId: Number(id), outcome, note })),
      messages: [...messages],
      outbox: outbox.map(({ due, ...row }) => ({ ...row, due: new Date(due) })),
    };
  });
}
