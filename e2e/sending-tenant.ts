import type postgres from "postgres";
import { addDays, civilDateIn } from "@/lib/dates";
import type { SealedMember } from "@/lib/notifications/approval/seal";
import { ensureOffice, type Office, propose } from "./approval-tenant";
import { column, lines, loadFiles } from "./load-files";

/** Twelve holders of a card of 50.00; one in ten is held out, so that eleven get a message. */
const HOLDERS = 12;
export const MESSAGES = 11;
const ids = Array.from({ length: HOLDERS }, (_, index) => `s${String(index).padStart(2, "0")}`);

/** An issuer whose holders have a balance and have said yes to e-mail. Repeating it changes nothing. */
export async function ensureSenders(sql: postgres.Sql, code: string): Promise<Office> {
  const [there] = await sql`select from app.issuer where code = ${code}`;
  if (!there) await loadFiles(code, files(), mappingOf(code));
  const office = await ensureOffice(sql, code);
  // The time for taking an approval back has a test of its own; here something is to leave.
  await sql`update app.notification_setting set undo_minutes = 0 where issuer_id = ${office.issuerId}`;
  await sql`update silver.customer set consent_email = true, time_zone = ${zoneAtNoon()} where issuer_id = ${office.issuerId}`;
  return office;
}

/** A proposal to all of them, to leave in an hour: who is to leave now is said when it is approved. */
export async function proposeToAll(sql: postgres.Sql, office: Office): Promise<number> {
  const now = new Date();
  const lossOn = addDays(civilDateIn("America/New_York", now), 30);
  const rows = await sql`
    select c.customer_id, c.source_id as customer, k.id as card_id, k.source_id as card
    from silver.customer c join silver.card k on k.customer_id = c.customer_id and k.issuer_id = c.issuer_id
    where c.issuer_id = ${office.issuerId} order by c.customer_id`;
  const people = rows.map(
    ({ customer_id, customer, card_id, card }, index): SealedMember => ({
      customerId: Number(customer_id),
      address: `${customer}@mail.test`,
      mailbox: `${customer}@mail.test`,
      leads: true,
      cards: [
        {
          cardId: Number(card_id),
          id: card,
          lastFour: String(card).slice(-4),
          brand: null,
          cardType: "Gift card",
          cardTypeId: 1,
          balance: "5000",
          cardExpiresOn: lossOn,
          fundsExpiresOn: null,
          escheatOn: null,
          lastDay: lossOn,
          reason: "card-expiry",
          lossOn,
        },
      ],
      value: 5_000n,
      lossOn,
      dueAt: new Date(now.getTime() + 3_600_000),
      timeZone: zoneAtNoon(),
      gain: 100 - index,
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
      stratum: "all",
      leftOut: null,
    }),
  );
  const [id] = await propose(sql, office, [{ delayCost: 700n, people }]);
  if (id === undefined) throw new Error("no proposal");
  return id;
}

/** So many of those that wait are due at once. */
export async function letLeave(sql: postgres.Sql, batchId: number, messages: number): Promise<void> {
  await sql`update app.outbox set due_at = now() where message_key in (
    select message_key from app.outbox where batch_id = ${batchId} and state = 'waiting' order by mailbox limit ${messages})`;
}

/** Where it is noon now: nobody's quiet hours are in the way, whenever this runs. */
function zoneAtNoon(): string {
  const ahead = 12 - new Date().getUTCHours();
  // Named the other way round: Etc/GMT-5 is five hours ahead.
  return ahead === 0 ? "Etc/GMT" : `Etc/GMT${ahead > 0 ? "-" : "+"}${Math.abs(ahead)}`;
}

const files = (): Record<string, string> => {
  const sold = addDays(civilDateIn("UTC", new Date()), -60);
  const last = addDays(civilDateIn("UTC", new Date()), -1);
  return {
    "types.csv": "code,name,model,currency\nGC,Gift card,closed,USD\n",
    "people.csv": lines(
      "id,name,email",
      ids.map((id) => `${id},Holder ${id},${id}@mail.test`),
    ),
    "cards.csv": lines(
      "id,type,sold,holder",
      ids.map((id, index) => `SE-${2000 + index},GC,${sold},${id}`),
    ),
    "events.csv": lines("id,card,kind,amount,day", [
      ...ids.map((_, index) => `S-${index},SE-${2000 + index},sale,50.00,${sold}`),
      `LAST,SE-2000,enquiry,0.00,${last}`,
    ]),
  };
};

const mappingOf = (code: string) => ({
  version: 1,
  name: "sending",
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
    {
      entity: "customer",
      match: "people.csv",
      columns: { id: column("id"), name: column("name"), email: column("email") },
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
