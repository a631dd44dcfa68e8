import { beforeEach, describe, expect, it, vi } from "vitest";

vi.mock("next/headers", async () => (await import("../../support/next-request")).nextHeaders);

import { sql } from "drizzle-orm";
import { GET, POST } from "@/app/api/u/[token]/route";
import { withScope } from "@/db/client";
import { type Scope, scopeForHolder } from "@/lib/identity/scope";
import { openStatementAction } from "@/lib/notifications/actions/statement";
import { recordOptOut } from "@/lib/notifications/mutations/opt-out";
import { openStatement } from "@/lib/notifications/mutations/statement";
import { addShippedTemplates } from "@/lib/notifications/mutations/templates";
import { getStanding } from "@/lib/notifications/queries/opt-outs";
import { linksFor, recipientOf } from "@/lib/notifications/queries/recipient-links";
import type { Recipient } from "@/lib/notifications/recipient-token";
import { loadBatch, makeIssuer } from "../../support/cards";
import { requestAs } from "../../support/next-request";
import { auditOf } from "../../support/tenants";

const now = new Date("2026-03-01T12:00:00Z");
let number = 0;
let scope: Scope;
let other: Scope;
let ann: Recipient;

beforeEach(async () => {
  number += 1;
  [scope, other] = [await makeIssuer(`OPT${number}`), await makeIssuer(`NOPT${number}`)];
  ann = { issuerId: scope.issuerId, channel: "email", mailbox: "ann@example.com", batchId: null, day: "2026-02-20" };
});

const tokenOf = (to: Recipient, kind: "unsubscribe" | "statement" = "unsubscribe") =>
  linksFor(to)[kind].split("/").at(-1) ?? "";
const context = (token: string) => ({ params: Promise.resolve({ token }) });
const post = (token: string, body: string, headers: Record<string, string> = {}) =>
  POST(
    new Request(`http://localhost/api/u/${token}`, {
      method: "POST",
      body,
      headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    }),
    context(token),
  );
const mailboxRow = async (of: Scope, mailbox: string) => {
  const [row] = await withScope(of, (tx) =>
    tx.execute<{ suppressed: string | null; suppressed_why: string | null }>(
      sql`select suppressed, suppressed_why from app.mailbox where issuer_id = ${of.issuerId} and mailbox = ${mailbox}`,
    ),
  );
  return row && [row.suppressed, row.suppressed_why];
};

describe("one click (RFC 8058)", () => {
  it("ends commercial messages at once, without cookies, sign-in or an origin of ours", async () => {
    const answer = await post(tokenOf(ann), "List-Unsubscribe=One-Click");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("set-cookie")).toBeNull();
    expect(await mailboxRow(scope, ann.mailbox)).toEqual(["commercial", "opted-out"]);
    expect(await getStanding(scope, ann)).toBe("commercial");
    expect(await auditOf(scope.issuerId)).toMatchObject([
      { action: "notification.opted-out", subject: ann.mailbox, detail: { via: "one-click" } },
    ]);
  });

  it("may be sent twice, and is kept once", async () => {
    await post(tokenOf(ann), "List-Unsubscribe=One-Click");
    expect((await post(tokenOf(ann), "List-Unsubscribe=One-Click")).status).toBe(200);
    expect(await mailboxRow(scope, ann.mailbox)).toEqual(["commercial", "opted-out"]);
    expect(await auditOf(scope.issuerId)).toHaveLength(1);
  });

  it("is not a GET, whoever follows the link", async () => {
    const answer = await GET(
      new Request("http://localhost/", { headers: { "user-agent": "LinkScanner/1.0" } }),
      context(tokenOf(ann)),
    );
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe(`/u/${tokenOf(ann)}`);
    expect(await mailboxRow(scope, ann.mailbox)).toBeUndefined();
  });

  it("does nothing for another body, a forged link, or a link to a statement", async () => {
    expect((await post(tokenOf(ann), "")).status).toBe(400);
    expect((await post("A".repeat(80), "List-Unsubscribe=One-Click")).status).toBe(404);
    expect((await post(tokenOf(ann, "statement"), "List-Unsubscribe=One-Click")).status).toBe(404);
    expect(await mailboxRow(scope, ann.mailbox)).toBeUndefined();
  });

  it("touches one issuer's mailbox and no other's", async () => {
    await post(tokenOf(ann), "List-Unsubscribe=One-Click");
    expect(await getStanding(other, ann)).toBe("nothing");
    expect(await mailboxRow(other, ann.mailbox)).toBeUndefined();
  });
});

describe("what a holder says", () => {
  const say = async (covers: "commercial" | "all" | "nothing") =>
    (await recordOptOut(scope, { ...ann, covers, via: "page", now })).standing;

  it("is kept as rows that only grow; 'keep them coming' is a new one", async () => {
    expect([await say("commercial"), await say("nothing")]).toEqual(["commercial", "nothing"]);
    expect(await mailboxRow(scope, ann.mailbox)).toEqual([null, null]);
    const rows = await withScope(scope, (tx) =>
      tx.execute<{ covers: string }>(sql`select covers from app.opt_out order by id`),
    );
    expect(rows.map(({ covers }) => covers)).toEqual(["commercial", "nothing"]);
  });

  it("does not weaken a stop of everything", async () => {
    await say("all");
    expect(await say("commercial")).toBe("all");
    expect(await mailboxRow(scope, ann.mailbox)).toEqual(["all", "opted-out"]);
  });

  it("does not wake an address that bounces", async () => {
    await withScope(scope, (tx) =>
      tx.execute(sql`insert into app.mailbox (issuer_id, channel, mailbox, suppressed, suppressed_why)
        values (${scope.issuerId}, 'email', ${ann.mailbox}, 'all', 'bounced')`),
    );
    await say("commercial");
    await say("nothing");
    expect(await mailboxRow(scope, ann.mailbox)).toEqual(["all", "bounced"]);
  });
});

describe("a holder's own statement", () => {
  /** Two people at one address, written to in one batch. */
  async function written(): Promise<Recipient> {
    await addShippedTemplates(scope, now);
    await loadBatch(scope, {
      types: [{ code: "T", brand: "HARBOR" }],
      brands: ["HARBOR"],
      merchants: ["CAFE"],
      customers: [
        { id: "c1", name: "Ann", email: "Ann@example.com" },
        { id: "c2", name: "Ben", email: "Ann@example.com" },
        { id: "c3", name: "Stranger", email: "stranger@example.com" },
      ],
      cards: [
        { id: "6000000000001111", type: "T", soldOn: "2025-06-01", expiresOn: "2026-04-20", customer: "c1" },
        { id: "6000000000002222", type: "T", soldOn: "2025-06-01", expiresOn: "2026-04-10", customer: "c2" },
        { id: "6000000000003333", type: "T", soldOn: "2025-06-01", customer: "c3" },
      ],
      events: [
        { id: "s1", card: "6000000000001111", kind: "sale", amount: 5000, on: "2025-06-01" },
        { id: "r1", card: "6000000000001111", kind: "redemption", amount: -1250, on: "2025-07-01", merchant: "CAFE" },
        { id: "o1", card: "6000000000001111", kind: "enquiry", amount: 0, on: "2025-08-01" },
        { id: "s2", card: "6000000000002222", kind: "sale", amount: 2000, on: "2025-06-01" },
        { id: "s3", card: "6000000000003333", kind: "sale", amount: 9900, on: "2025-06-01" },
      ],
    });
    const batchId = await withScope(scope, async (tx) => {
      const [batch] = await tx.execute<{ id: number }>(sql`
        insert into app.notification_batch (issuer_id, reason, channel, language, message_class, currency, as_of, window_from,
          window_to, template_id, audience, people, messages, left_out, value_at_stake, cost, delay_cost, uplift_expected,
          uplift_low, uplift_high, base_rate, breakage_given_up, escheat_avoided, holdout_share, horizon_days, seed, rules,
          parameters, seal, approvals_needed, proposed_by_name, proposed_at, expires_at)
        select ${scope.issuerId}, 'card-expiry', 'email', 'ru', 'commercial', 'USD', '2026-02-20', '2026-02-21', '2026-02-28',
          t.id, 2, 2, 1, '{}', 5750, 0, 0, 0, 0, 0, 0, 0, 0, 0.1, 28, 'seed', '{}', '{}', repeat('0', 64), 1, 'test', now(), now()
        from app.notification_template t where t.issuer_id = ${scope.issuerId} order by t.id limit 1 returning id`);
      await tx.execute(sql`
        insert into silver.notification_member (customer_id, batch_id, issuer_id, address, mailbox, leads, cards, value, time_zone,
          gain, base_rate, explanation, stratum, leaf)
        select k.customer_id, ${batch?.id ?? 0}, ${scope.issuerId}, 'Ann@example.com', 'ann@example.com', k.source_id = 'c1', '[]',
          1, 'UTC', 0, 0, '{}', 's', repeat('0', 64)
        from app.customer_key k where k.issuer_id = ${scope.issuerId} and k.source_id in ('c1', 'c2')`);
      return batch?.id ?? 0;
    });
    return { ...ann, batchId };
  }

  it("shows what everybody at the mailbox holds, the last day of each, what it was used for, and no stranger's", async () => {
    const recipient = await written();
    const holder = await scopeForHolder(scope.issuerId, "192.0.2.7");
    const statement = await openStatement(holder, recipient, now);
    expect(statement.totals).toEqual([{ currency: "USD", amount: 5750n }]);
    expect(
      statement.cards.map(({ holder: whose, lastFour, balance, lastDay }) => [whose, lastFour, balance, lastDay]),
    ).toEqual([
      ["Ben", "2222", 2000n, "2026-04-10"],
      ["Ann", "1111", 3750n, "2026-04-20"],
    ]);
    expect(statement.cards[1]?.lines).toEqual([
      { on: "2025-07-01", kind: "redemption", merchant: "Merchant CAFE", amount: -1250n },
      { on: "2025-06-01", kind: "sale", merchant: null, amount: 5000n },
    ]);
    expect(JSON.stringify(statement, (_, value) => (typeof value === "bigint" ? String(value) : value))).not.toContain(
      "60000000",
    );
    expect((await auditOf(scope.issuerId)).at(-1)).toMatchObject({
      action: "notification.statement-viewed",
      subject: "ann@example.com",
    });
  });

  it("is nobody's without a batch, and no other issuer's", async () => {
    const recipient = await written();
    expect((await openStatement(scope, { ...recipient, batchId: null }, now)).cards).toEqual([]);
    expect((await openStatement(other, recipient, now)).cards).toEqual([]);
  });

  it("is shown for ninety days after the message and not on the ninety-first", async () => {
    const recipient = { ...(await written()), day: "2026-03-01" };
    const after = (days: number) => new Date(Date.parse("2026-03-01T12:00:00Z") + days * 86_400_000);
    expect((await openStatement(scope, recipient, after(90))).cards).toHaveLength(2);
    await expect(openStatement(scope, recipient, after(91))).rejects.toThrow("90 days");
  });

  it("is asked for with the link alone, and a link that was tampered with opens nothing", async () => {
    requestAs({});
    const today = new Date().toISOString().slice(0, 10);
    const token = tokenOf({ ...(await written()), day: today }, "statement");
    expect(await openStatementAction({ token })).toMatchObject({ ok: true });
    expect(await openStatementAction({ token: `${token.slice(0, -2)}AA` })).toMatchObject({
      ok: false,
      code: "not_found",
    });
    expect(recipientOf("unsubscribe", token)).toBeNull();
  });

  it("a no reaches where its readers are now by the same channel, and no stranger", async () => {
    const recipient = await written();
    await withScope(scope, (tx) =>
      tx.execute(sql`
        update silver.customer set email = lower(name) || '@new.example', phone = '+1-201-555-0142'
        where issuer_id = ${scope.issuerId} and source_id in ('c1', 'c3')`),
    );
    expect((await post(tokenOf(recipient), "List-Unsubscribe=One-Click")).status).toBe(200);
    expect(await mailboxRow(scope, "ann@new.example")).toEqual(["commercial", "opted-out"]);
    expect(await mailboxRow(scope, "ann@example.com")).toEqual(["commercial", "opted-out"]);
    expect(await mailboxRow(scope, "stranger@new.example")).toBeUndefined();
    expect(await mailboxRow(scope, "+12015550142")).toBeUndefined();
    // Taken back, it is for this mailbox alone: at the other he may have said no himself.
    await recordOptOut(scope, { ...recipient, covers: "nothing", via: "page", now });
    expect(await mailboxRow(scope, "ann@new.example")).toEqual(["commercial", "opted-out"]);
  });

  it("'everything' reaches the telephone of those who read the message", async () => {
    const recipient = await written();
    await withScope(scope, (tx) =>
      tx.execute(sql`
        with known as (insert into silver.customer (issuer_id, source_id, email, phone, batch_id)
          select issuer_id, 'c4', email, '+1-201-555-0142', batch_id from silver.customer
          where issuer_id = ${scope.issuerId} and source_id = 'c1' returning customer_id)
        insert into silver.notification_member (customer_id, batch_id, issuer_id, address, mailbox, leads, cards, value, time_zone,
          gain, base_rate, explanation, stratum, leaf)
        select customer_id, ${recipient.batchId}, ${scope.issuerId}, 'ann@example.com', 'ann@example.com', false, '[]', 1, 'UTC', 0, 0,
          '{}', 's', repeat('0', 64) from known`),
    );
    await recordOptOut(scope, { ...recipient, covers: "all", via: "page", now });
    expect(await mailboxRow(scope, "+12015550142")).toEqual(["all", "opted-out"]);
    expect(await mailboxRow(scope, "stranger@example.com")).toBeUndefined();
  });
});
