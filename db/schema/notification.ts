import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  char,
  check,
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  primaryKey,
  real,
  smallint,
  text,
  timestamp,
  unique,
} from "drizzle-orm/pg-core";
import {
  arms,
  batchStates,
  channels,
  decisions,
  leftOutRules,
  messageClasses,
  messageEventTypes,
  outboxStates,
  outcomes,
  reminderReasons,
} from "@/lib/notifications/constants";
import { jobRun } from "./job";
import { issuer } from "./programme";
import { app, silver, type TableClass } from "./schemas";

/** Reminders: what is proposed, who let it out, what left, and what it brought. */
export const notificationClasses = {
  "app.notification_setting": "L",
  "app.notification_parameter": "L",
  "app.notification_template": "L",
  "app.notification_batch": "L",
  "app.notification_decision": "L",
  "app.notification_result": "L",
  "silver.notification_member": "D",
  "app.mailbox": "L",
  "app.opt_out": "L",
  "app.outbox": "L",
  "app.message": "L",
  "app.provider": "L",
  "app.received_mail": "L",
  "app.message_event": "L",
} as const satisfies Record<string, TableClass>;

const ofIssuer = () =>
  integer("issuer_id")
    .notNull()
    .references(() => issuer.id);
const instant = (name: string) => timestamp(name, { withTimezone: true });
const money = (name: string) => bigint(name, { mode: "bigint" }).notNull();

/** The rules an issuer sends by. Hours are local to whoever is written to; a day is any 24 hours, never a calendar day. */
export const notificationSetting = app.table("notification_setting", {
  issuerId: integer("issuer_id")
    .primaryKey()
    .references(() => issuer.id),
  senderName: text("sender_name").notNull(),
  senderAddress: text("sender_address").notNull(),
  replyTo: text("reply_to"),
  /** A commercial message without one is unlawful and leaves nowhere. */
  postalAddress: text("postal_address"),
  /** Quiet from this hour (0 to 23) to that one, of the person's own zone. */
  quietFrom: smallint("quiet_from").notNull().default(20),
  quietTo: smallint("quiet_to").notNull().default(9),
  /** At most so many commercial messages per mailbox and person in any 7 and any 60 days. */
  capWeek: smallint("cap_week").notNull().default(1),
  capSixtyDays: smallint("cap_sixty_days").notNull().default(3),
  horizonDays: smallint("horizon_days").notNull().default(60),
  /** Messages a day and channel, and what may be spent in the horizon, minor units of the issuer's currency; null: no limit. */
  dailyCapacity: integer("daily_capacity"),
  budget: bigint({ mode: "bigint" }),
  holdoutShare: real("holdout_share").notNull().default(0.1),
  /** From this value at stake or this many messages a second manager has to agree; null: never. */
  secondApprovalValue: bigint("second_approval_value", { mode: "bigint" }),
  secondApprovalMessages: integer("second_approval_messages"),
  undoMinutes: smallint("undo_minutes").notNull().default(10),
  proposalDays: smallint("proposal_days").notNull().default(7),
  /** Whether breakage given up counts against a reminder. Then "do not remind" wins, so that it is off and its change is logged. */
  countsLostBreakage: boolean("counts_lost_breakage").notNull().default(false),
  pausedAt: instant("paused_at"),
  pausedByName: text("paused_by_name"),
  pausedWhy: text("paused_why"),
  updatedByName: text("updated_by_name").notNull(),
  updatedAt: instant("updated_at").notNull(),
});

/** What the optimiser believes, each with where it comes from. Only grows; the newest row of a name, channel and reason holds. */
export const notificationParameter = app.table(
  "notification_parameter",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    issuerId: ofIssuer(),
    name: text().notNull(),
    channel: text({ enum: channels }),
    reason: text({ enum: reminderReasons }),
    /** Of an amount: in which currency it is; null: in the issuer's own. */
    currency: char({ length: 3 }),
    value: doublePrecision().notNull(),
    low: doublePrecision(),
    high: doublePrecision(),
    /** An assumption with its source, a person's own figure, or the measured effect of our own hold-outs. */
    origin: text({ enum: ["prior", "set", "measured"] }).notNull(),
    source: text().notNull(),
    batches: integer().array(),
    personId: integer("person_id"),
    createdByName: text("created_by_name").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [index("notification_parameter_idx").on(t.issuerId, t.name, t.id)],
);

/** Words for customers. A version is never changed: what was approved has to stay readable. */
export const notificationTemplate = app.table(
  "notification_template",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    issuerId: ofIssuer(),
    reason: text({ enum: reminderReasons }).notNull(),
    channel: text({ enum: channels }).notNull(),
    /** BCP 47: 'en', 'ru', 'ja'. */
    language: text().notNull(),
    version: integer().notNull(),
    messageClass: text("message_class", { enum: messageClasses }).notNull(),
    subject: text().notNull(),
    body: text().notNull(),
    personId: integer("person_id"),
    createdByName: text("created_by_name").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    /** A template withdrawn is used for nothing new. */
    withdrawnAt: instant("withdrawn_at"),
  },
  (t) => [
    unique("notification_template_issuer_key").on(t.issuerId, t.id),
    unique("notification_template_version_key").on(t.issuerId, t.reason, t.channel, t.language, t.version),
  ],
);

/** People who are to be written to for one reason, by one channel, in one language, with amounts in one currency. */
export const notificationBatch = app.table(
  "notification_batch",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    issuerId: ofIssuer(),
    jobRunId: integer("job_run_id").references(() => jobRun.id),
    /** The proposal this one was edited from. */
    replaces: integer(),
    state: text({ enum: batchStates }).notNull().default("proposed"),
    reason: text({ enum: reminderReasons }).notNull(),
    channel: text({ enum: channels }).notNull(),
    language: text().notNull(),
    messageClass: text("message_class", { enum: messageClasses }).notNull(),
    currency: char({ length: 3 }).notNull(),
    asOf: date("as_of").notNull(),
    /** Civil days, in each person's own zone, between which it may leave; both included. */
    windowFrom: date("window_from").notNull(),
    windowTo: date("window_to").notNull(),
    templateId: integer("template_id").notNull(),
    /** Everybody of the group: `people` are to be written to (or held out), the rest is left out by a rule. */
    audience: integer().notNull(),
    people: integer().notNull(),
    messages: integer().notNull(),
    leftOut: jsonb("left_out").$type<Record<string, number>>().notNull(),
    valueAtStake: money("value_at_stake"),
    /** Of all messages, minor units. */
    cost: money("cost"),
    /** What is lost when nothing leaves on the first day after that of planning, minor units. */
    delayCost: money("delay_cost"),
    /** The same of the first two, three … fourteen days, `delayCost` coming first; null: proposed before anybody added them up. */
    delayCosts: bigint("delay_costs", { mode: "bigint" }).array(),
    /** Redeemed because of it, beyond what would have been: expected, and the middle 80 %. */
    upliftExpected: doublePrecision("uplift_expected").notNull(),
    upliftLow: doublePrecision("uplift_low").notNull(),
    upliftHigh: doublePrecision("uplift_high").notNull(),
    /** What is redeemed more within the trial's days, brought forward or not; null: proposed before that was told apart. */
    upliftWithin: doublePrecision("uplift_within"),
    /** Chance of a redemption within the horizon without a reminder, and the smallest rise of it that the trial could see. */
    baseRate: doublePrecision("base_rate").notNull(),
    detectable: doublePrecision(),
    /** Expected change of breakage and of what states will take, minor units. */
    breakageGivenUp: doublePrecision("breakage_given_up").notNull(),
    escheatAvoided: doublePrecision("escheat_avoided").notNull(),
    holdoutShare: real("holdout_share").notNull(),
    /** Days after the (virtual) sending within which redemption counts. */
    horizonDays: smallint("horizon_days").notNull(),
    /** Of the draw of the hold-out: the same people for the same seed. */
    seed: text().notNull(),
    /** The rules and parameters in force when it was proposed. */
    rules: jsonb().$type<Record<string, unknown>>().notNull(),
    parameters: jsonb().$type<Record<string, unknown>>().notNull(),
    seal: char({ length: 64 }).notNull(),
    /** What was sealed of the batch itself (`sealedHead`): names with its old value what differs later. */
    sealed: jsonb().$type<Record<string, unknown>>(),
    approvalsNeeded: smallint("approvals_needed").notNull(),
    proposedBy: integer("proposed_by"),
    proposedByName: text("proposed_by_name").notNull(),
    proposedAt: instant("proposed_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    approvedAt: instant("approved_at"),
    /** Nothing leaves before: until then the approval can be taken back. */
    releasesAt: instant("releases_at"),
    startedAt: instant("started_at"),
    endedAt: instant("ended_at"),
    /** Messages that leave beyond a day's capacity, by when late ones were given days last: no day had room while they were of use. */
    beyondCapacity: integer("beyond_capacity").notNull().default(0),
    /** Why it was paused, stopped, rejected or refused, as a sentence. */
    note: text(),
    /** When its people were removed, of whom nobody was ever written to; counts and sums stay. */
    peopleErasedAt: instant("people_erased_at"),
  },
  (t) => [
    unique("notification_batch_issuer_key").on(t.issuerId, t.id),
    index("notification_batch_state_idx").on(t.issuerId, t.state, t.id),
    foreignKey({
      name: "notification_batch_template_fk",
      columns: [t.issuerId, t.templateId],
      foreignColumns: [notificationTemplate.issuerId, notificationTemplate.id],
    }),
    check("notification_batch_sums", sql`${t.people} <= ${t.audience} and ${t.messages} <= ${t.people}`),
  ],
);

/** Who said what about a batch, and the seal of what he had before him. Only grows. */
export const notificationDecision = app.table(
  "notification_decision",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    issuerId: integer("issuer_id").notNull(),
    batchId: integer("batch_id").notNull(),
    decision: text({ enum: decisions }).notNull(),
    personId: integer("person_id").notNull(),
    personName: text("person_name").notNull(),
    seal: char({ length: 64 }).notNull(),
    reason: text(),
    decidedAt: instant("decided_at").notNull(),
  },
  (t) => [
    foreignKey({
      name: "notification_decision_batch_fk",
      columns: [t.issuerId, t.batchId],
      foreignColumns: [notificationBatch.issuerId, notificationBatch.id],
    }),
    index("notification_decision_batch_idx").on(t.issuerId, t.batchId),
  ],
);

/**
 * One row per person of a batch's audience. What was planned is written once; arm and outcome follow. Whoever shares a
 * mailbox shares a message: `leads` is the person whose name it bears.
 */
export const notificationMember = silver.table(
  "notification_member",
  {
    customerId: bigint("customer_id", { mode: "number" }).notNull(),
    batchId: integer("batch_id").notNull(),
    issuerId: integer("issuer_id").notNull(),
    /** As it is written to, and the mailbox behind it (`mailboxOf`); null: nobody knows one. */
    address: text(),
    mailbox: text(),
    leads: boolean().notNull(),
    /** Cards with their balance and last usable day, soonest first: `MemberCard` of lib/notifications/member.ts. */
    cards: jsonb().$type<readonly Record<string, unknown>[]>().notNull(),
    value: money("value"),
    /** The last day on which the money can be used, or on which it is the holder's; null: none is known. */
    lossOn: date("loss_on"),
    /** When it is to leave: a moment within lawful hours of the person's zone; null: left out. */
    dueAt: instant("due_at"),
    timeZone: text("time_zone").notNull(),
    /** Minor units: an estimate. */
    gain: doublePrecision().notNull(),
    baseRate: doublePrecision("base_rate").notNull(),
    /** The moment chosen, the two runners-up and what spoke against them: `Explanation` of lib/notifications/optimiser. */
    explanation: jsonb().$type<Record<string, unknown>>().notNull(),
    stratum: text().notNull(),
    leftOut: text("left_out", { enum: leftOutRules }),
    /** SHA-256 over all of the above, and a short mark of each field: what the seal of the batch is made of (`memberLeaf`). */
    leaf: char({ length: 116 }).notNull(),
    arm: text({ enum: arms }),
    outcome: text({ enum: outcomes }),
    /** The rule that stopped it, or the server's own words. */
    outcomeNote: text("outcome_note"),
    outcomeAt: instant("outcome_at"),
    messageKey: char("message_key", { length: 32 }),
  },
  (t) => [
    primaryKey({ name: "notification_member_pkey", columns: [t.customerId, t.batchId] }),
    index("notification_member_batch_idx").on(t.issuerId, t.batchId, t.customerId),
    index("notification_member_mailbox_idx").on(t.issuerId, t.batchId, t.mailbox),
    index("notification_member_control_idx")
      .on(t.issuerId, t.batchId, t.dueAt)
      .where(sql`arm = 'control' and outcome is null`),
  ],
);

/** An address we know something about. Locked while a message to it is checked: two batches never pass a cap together. */
export const mailbox = app.table(
  "mailbox",
  {
    issuerId: ofIssuer(),
    channel: text({ enum: channels }).notNull(),
    mailbox: text().notNull(),
    /** Nothing of this class or less goes there any more. */
    suppressed: text({ enum: ["commercial", "all"] }),
    suppressedWhy: text("suppressed_why", { enum: ["opted-out", "bounced", "complained", "by-hand"] }),
    suppressedAt: instant("suppressed_at"),
    /** A bounce in the server's own words. */
    reply: text(),
    lastSentAt: instant("last_sent_at"),
  },
  (t) => [primaryKey({ name: "mailbox_pkey", columns: [t.issuerId, t.channel, t.mailbox] })],
);

/** Every no, and every taking back of it. Only grows. */
export const optOut = app.table(
  "opt_out",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    issuerId: ofIssuer(),
    channel: text({ enum: channels }).notNull(),
    mailbox: text().notNull(),
    covers: text({ enum: ["commercial", "all", "nothing"] }).notNull(),
    via: text({ enum: ["one-click", "page", "reply", "complaint", "provider", "person", "moved"] }).notNull(),
    reason: text(),
    batchId: integer("batch_id"),
    actor: text().notNull(),
    occurredAt: instant("occurred_at").notNull(),
  },
  (t) => [index("opt_out_mailbox_idx").on(t.issuerId, t.mailbox)],
);

/** Messages that have not ended yet. A row leaves in the transaction that writes the message's end. */
export const outbox = app.table(
  "outbox",
  {
    /** Of issuer, batch and mailbox: the same message has the same key for ever, and its Message-ID is made of it. */
    messageKey: char("message_key", { length: 32 }).primaryKey(),
    issuerId: ofIssuer(),
    batchId: integer("batch_id").notNull(),
    channel: text({ enum: channels }).notNull(),
    mailbox: text().notNull(),
    customerId: bigint("customer_id", { mode: "number" }).notNull(),
    state: text({ enum: outboxStates }).notNull().default("waiting"),
    /** Not before; moved by quiet hours, caps and retries. */
    dueAt: instant("due_at").notNull(),
    /** After this it is of no use: a person has to look. */
    uselessAt: instant("useless_at"),
    attempts: smallint().notNull().default(0),
    leasedBy: text("leased_by"),
    leaseUntil: instant("lease_until"),
    /** The provider's last words. */
    reply: text(),
  },
  (t) => [
    unique("outbox_mailbox_key").on(t.issuerId, t.batchId, t.mailbox),
    index("outbox_due_idx").on(t.issuerId, t.batchId, t.dueAt).where(sql`state = 'waiting'`),
    index("outbox_lease_idx").on(t.leaseUntil).where(sql`state = 'handing-over'`),
    index("outbox_batch_idx").on(t.issuerId, t.batchId, t.state),
  ],
);

/** Messages that have ended, each once. */
export const message = app.table(
  "message",
  {
    messageKey: char("message_key", { length: 32 }).primaryKey(),
    issuerId: ofIssuer(),
    batchId: integer("batch_id").notNull(),
    channel: text({ enum: channels }).notNull(),
    mailbox: text().notNull(),
    address: text().notNull(),
    customerId: bigint("customer_id", { mode: "number" }).notNull(),
    messageClass: text("message_class", { enum: messageClasses }).notNull(),
    outcome: text({ enum: outcomes }).notNull(),
    note: text(),
    provider: text(),
    attempts: smallint().notNull(),
    subject: text(),
    /** SHA-256 of what was handed over. */
    contentHash: char("content_hash", { length: 64 }),
    endedAt: instant("ended_at").notNull(),
  },
  (t) => [
    index("message_mailbox_idx").on(t.issuerId, t.mailbox, t.endedAt),
    index("message_customer_idx").on(t.issuerId, t.customerId, t.endedAt),
    index("message_batch_idx").on(t.issuerId, t.batchId, t.outcome),
  ],
);

/** What a provider reported of a message after it had been accepted. Only grows; the reporter's own name tells repetitions. */
export const messageEvent = app.table(
  "message_event",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    issuerId: ofIssuer(),
    eventId: text("event_id").notNull(),
    type: text({ enum: messageEventTypes }).notNull(),
    /** Of a bounce: whether the address takes nothing any more. */
    permanent: boolean(),
    channel: text({ enum: channels }).notNull(),
    mailbox: text().notNull(),
    /** The message it is about, and its batch; of an address alone the batch that last wrote to it; null: none did. */
    messageKey: char("message_key", { length: 32 }),
    batchId: integer("batch_id"),
    detail: text(),
    actor: text().notNull(),
    happenedAt: instant("happened_at").notNull(),
    receivedAt: instant("received_at").notNull(),
  },
  (t) => [
    unique("message_event_key").on(t.issuerId, t.eventId),
    index("message_event_mailbox_idx").on(t.issuerId, t.mailbox, t.id),
    index("message_event_batch_idx").on(t.issuerId, t.batchId, t.type),
  ],
);

/** A token bucket per provider, shared by all workers: `tokens` were there at `refilled_at`. */
export const provider = app.table("provider", {
  name: text().primaryKey(),
  ratePerSecond: real("rate_per_second").notNull(),
  tokens: doublePrecision().notNull(),
  refilledAt: instant("refilled_at").notNull(),
  /** A provider that fails again and again is left alone until then. */
  restUntil: instant("rest_until"),
  note: text(),
});

/** What a trial has shown so far. Written once a measurement, never changed. */
export const notificationResult = app.table(
  "notification_result",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    issuerId: integer("issuer_id").notNull(),
    batchId: integer("batch_id").notNull(),
    measuredOn: date("measured_on").notNull(),
    /** Whether every person's days have passed: only then a verdict. */
    complete: boolean().notNull(),
    figures: jsonb().$type<Record<string, unknown>>().notNull(),
    jobRunId: integer("job_run_id").references(() => jobRun.id),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    foreignKey({
      name: "notification_result_batch_fk",
      columns: [t.issuerId, t.batchId],
      foreignColumns: [notificationBatch.issuerId, notificationBatch.id],
    }),
    index("notification_result_batch_idx").on(t.issuerId, t.batchId, t.id),
  ],
);

/** What arrived at the mail server that stands in for a provider where none is configured. */
export const receivedMail = app.table(
  "received_mail",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    issuerId: ofIssuer(),
    mailbox: text().notNull(),
    messageId: text("message_id").notNull(),
    subject: text().notNull(),
    headers: jsonb().$type<Record<string, string>>().notNull(),
    plain: text().notNull(),
    html: text(),
    receivedAt: instant("received_at").notNull(),
  },
  (t) => [
    index("received_mail_mailbox_idx").on(t.issuerId, t.mailbox, t.id),
    index("received_mail_message_idx").on(t.issuerId, t.messageId),
  ],
);
