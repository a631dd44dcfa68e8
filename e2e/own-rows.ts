import { recipientToken } from "@/lib/notifications/recipient-token";
import { makeForeignRows } from "./foreign-rows";
import { owner } from "./tenants";

/** What stands for each dynamic part of an address, by the part before it. */
export type Ids = Readonly<Record<string, string>>;

/** Something of the demo issuer's own for each kind of thing that has a page. */
export async function ownIds(): Promise<Ids> {
  const sql = owner();
  const [issuer] = await sql`select id from app.issuer where code = 'DEMO'`;
  const of = issuer?.id;
  const [type] = await sql`select id, code from silver.card_type where issuer_id = ${of} order by id limit 1`;
  const [batch] = await sql`select id from app.import_batch where issuer_id = ${of} order by id limit 1`;
  const [card] = await sql`select source_id from app.card_key where issuer_id = ${of} order by 1 limit 1`;
  const [customer] = await sql`select source_id from app.customer_key where issuer_id = ${of} order by 1 limit 1`;
  const rows = await makeForeignRows(sql, of);
  await sql.end();
  const tokenFor = (purpose: "unsubscribe" | "statement") => {
    // Nobody has said no there yet, whatever was done at the address before.
    const mailbox = `ann-${Date.now()}@example.test`;
    const to = { issuerId: of, channel: "email", mailbox, batchId: null } as const;
    const day = new Date().toISOString().slice(0, 10);
    return recipientToken(purpose, { ...to, day }, process.env.AUTH_SECRET ?? "");
  };
  const ids = {
    rules: "US-NY",
    "[jurisdiction]": "closed-loop",
    mailboxes: "push",
    "[channel]": rows.device,
    "card-types": type?.id,
    types: type?.code,
    imports: batch?.id,
    runs: rows.run,
    cards: card?.source_id,
    customers: customer?.source_id,
    reports: rows.report,
    letters: rows.letters,
    templates: rows.template,
    notifications: rows.reminders,
    results: rows.reminders,
    u: tokenFor("unsubscribe"),
    s: tokenFor("statement"),
  };
  return Object.fromEntries(Object.entries(ids).map(([kind, id]) => [kind, String(id)]));
}

/** A page's address with its dynamic parts filled in. A new kind of id must be named above, or its page fails here. */
export function filledIn(path: string, ids: Ids): string {
  const parts = path.split("/");
  const filled = parts.map((part, at) => {
    if (!part.startsWith("[")) return part;
    const id = ids[parts[at - 1] ?? ""];
    if (id === undefined || id === "undefined") throw new Error(`${path}: no id for ${part}`);
    return encodeURIComponent(id);
  });
  return filled.join("/");
}
