import { randomInt } from "node:crypto";
import type postgres from "postgres";

/** What somebody of another issuer tries ids of: one of each kind that a journey would have to make first. */
export type ForeignRows = {
  run: number;
  report: number;
  letters: number;
  template: number;
  reminders: number;
  device: string;
  messageKey: string;
};

/** Each in a state in which nothing more happens to it. */
export async function makeForeignRows(sql: postgres.Sql, issuerId: number): Promise<ForeignRows> {
  const [run] = await sql`insert into app.job_run (issuer_id, kind, label, input, started_by_name, state)
    values (${issuerId}, 'import', 'isolation', '{}', 'test', 'done') returning id`;
  const [report] =
    await sql`insert into app.escheat_report (issuer_id, jurisdiction, report_year, currency, state, as_of,
      known_at, cutoff_on, due_on, cards, amount, content, data_hash, prepared_by, prepared_by_name, prepared_at)
    values (${issuerId}, 'US-GU', 2020, 'USD', 'withdrawn', '2020-07-01', now(), '2020-06-30', '2020-10-31', 0, 0, '{}',
      ${"0".repeat(64)}, 1, 'test', now()) returning id`;
  const [letters] =
    await sql`insert into app.letter_batch (issuer_id, jurisdiction, report_year, currency, state, letters,
      amount, left_out, seal, proposed_by, proposed_by_name, proposed_at)
    values (${issuerId}, 'US-GU', 2020, 'USD', 'rejected', 0, 0, '{}', ${"0".repeat(64)}, 1, 'test', now()) returning id`;
  // Several tests make theirs at the same moment.
  const version = randomInt(1_000, 1_000_000_000);
  const [template] = await sql`insert into app.notification_template (issuer_id, reason, channel, language, version,
      message_class, subject, body, created_by_name, withdrawn_at)
    values (${issuerId}, 'fees', 'push', 'en', ${version}, 'commercial', 'x', 'x', 'test', now()) returning id`;
  const [reminders] =
    await sql`insert into app.notification_batch (issuer_id, state, reason, channel, language, message_class,
      currency, as_of, window_from, window_to, template_id, audience, people, messages, left_out, value_at_stake, cost,
      delay_cost, uplift_expected, uplift_low, uplift_high, base_rate, breakage_given_up, escheat_avoided, holdout_share,
      horizon_days, seed, rules, parameters, seal, approvals_needed, proposed_by_name, proposed_at, expires_at)
    values (${issuerId}, 'rejected', 'fees', 'push', 'en', 'commercial', 'USD', '2020-07-01', '2020-07-02', '2020-07-08',
      ${template?.id}, 0, 0, 0, '{}', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.1, 60, 'isolation', '{}', '{}', ${"0".repeat(64)}, 1, 'test',
      '2020-07-01T12:00:00Z', '2020-07-08T12:00:00Z') returning id`;
  // With signs that have to be written as %3A and %3D in a path.
  const device = "isolation:device=1";
  await sql`insert into app.mailbox (issuer_id, channel, mailbox) values (${issuerId}, 'push', ${device})
    on conflict do nothing`;
  const messageKey = "1".repeat(32);
  await sql`insert into app.outbox (message_key, issuer_id, batch_id, channel, mailbox, customer_id, state, due_at)
    values (${messageKey}, ${issuerId}, ${reminders?.id}, 'push', ${device}, 0, 'dead', '2020-07-02T12:00:00Z')
    on conflict do nothing`;
  return {
    run: run?.id,
    report: report?.id,
    letters: letters?.id,
    template: template?.id,
    reminders: reminders?.id,
    device,
    messageKey,
  };
}
