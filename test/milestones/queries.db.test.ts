import { sql } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { withScope } from "@/db/client";
import { type Scope, scopeForOperator } from "@/lib/identity/scope";
import { listMilestones } from "@/lib/milestones/queries";
import { createIssuer } from "../support/tenants";

let ours: Scope;
let theirs: Scope;

beforeAll(async () => {
  await createIssuer("MARKS");
  await createIssuer("OTHER");
  ours = await scopeForOperator("MARKS");
  theirs = await scopeForOperator("OTHER");
  await withScope(ours, async (tx) => {
    // Three in the morning of the second in Greenwich is still the first in New York.
    await tx.execute(sql`
      insert into app.escheat_rule (issuer_id, jurisdiction, property, version, rule, reason, created_by_name, created_at)
      values (${ours.issuerId}, 'US-NY', 'closed-loop', 1, '{}', 'a new act', 'Ann', '2026-02-02T03:00:00Z')`);
    await tx.execute(sql`
      with template as (
        insert into app.notification_template (issuer_id, reason, channel, language, version, message_class, subject, body,
          created_by_name)
        values (${ours.issuerId}, 'card-expiry', 'email', 'en', 1, 'commercial', 's', 'b', 'Ann') returning id)
      insert into app.notification_batch (issuer_id, state, reason, channel, language, message_class, currency, as_of,
        window_from, window_to, template_id, audience, people, messages, left_out, value_at_stake, cost, delay_cost,
        uplift_expected, uplift_low, uplift_high, base_rate, breakage_given_up, escheat_avoided, holdout_share,
        horizon_days, seed, rules, parameters, seal, approvals_needed, proposed_by_name, proposed_at, expires_at, started_at)
      select ${ours.issuerId}, state, 'card-expiry', 'email', 'en', 'commercial', 'USD', '2026-03-01', '2026-03-01',
        '2026-03-08', template.id, 5, 4, 3, '{}', 100, 1, 1, 1, 0, 2, 0.1, 1, 1, 0.1, 14, 's', '{}', '{}', repeat('0', 64), 1,
        'Ann', now(), now(), started_at
      from template, (values ('sent', timestamptz '2026-03-05T15:00:00Z'), ('proposed', null)) b (state, started_at)`);
  });
});

it("a rule entered and reminders that began to leave, by the issuer's civil day; a proposal is nothing that happened", async () => {
  const found = await listMilestones(ours);
  expect(found).toMatchObject([
    { kind: "reminders", on: "2026-03-05", reason: "card-expiry", messages: 3 },
    { kind: "rule", on: "2026-02-01", jurisdiction: "US-NY", property: "closed-loop", version: 1 },
  ]);
});

it("another issuer has none of them", async () => {
  expect(await listMilestones(theirs)).toEqual([]);
});
