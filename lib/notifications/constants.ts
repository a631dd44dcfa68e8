/** Why a customer is written to: what happens to the money when nobody says a word. */
export const reminderReasons = ["card-expiry", "funds-expiry", "fees", "escheat", "unused-balance"] as const;
export type ReminderReason = (typeof reminderReasons)[number];

/** Ways to a person. `sms` and `push` go to a provider of the issuer's by signed webhook. */
export const channels = ["email", "sms", "push"] as const;
export type Channel = (typeof channels)[number];

/**
 * What the law sees in a message. A reminder of a balance is commercial unless counsel has said otherwise; a statutory
 * notice passes opt-outs and hold-outs and carries no promotion.
 */
export const messageClasses = ["commercial", "transactional", "statutory-notice"] as const;
export type MessageClass = (typeof messageClasses)[number];

/**
 * A batch's way. `releasing` is approved while a run still puts its messages into the outbox; `approved` waits for the
 * undo time to pass; `replaced` has been edited into another proposal; `refused` was stopped because what was to be sent
 * was no longer what had been approved.
 */
export const batchStates = [
  "proposed",
  "half-approved",
  "releasing",
  "approved",
  "sending",
  "paused",
  "sent",
  "stopped",
  "refused",
  "rejected",
  "expired",
  "replaced",
] as const;
export type BatchState = (typeof batchStates)[number];

/** What a person has said about a batch. */
export const decisions = ["approve", "reject", "undo", "pause", "resume", "stop"] as const;
export type Decision = (typeof decisions)[number];

/** Which arm of the trial a person is in: drawn at approval, never drawn again. */
export const arms = ["remind", "control"] as const;
export type Arm = (typeof arms)[number];

/**
 * What became of a person of a batch's audience. `merged`: told within the message of another holder of the same mailbox.
 * `unknown`: the message was handed over and nobody heard what became of it; never repeated by itself.
 */
export const outcomes = ["sent", "merged", "held-out", "suppressed", "failed", "unknown", "stopped"] as const;
export type Outcome = (typeof outcomes)[number];

/** Why a person of the audience gets no message: the one rule that stopped it. */
export const leftOutRules = [
  "no-address",
  "no-consent",
  "opted-out",
  "bounced",
  "complained",
  "frequency-cap",
  "capacity",
  "budget",
  "no-gain",
  "no-legal-moment",
  "planned-elsewhere",
  "nothing-left",
  "other-address",
  "no-template",
  "by-hand",
] as const;
export type LeftOutRule = (typeof leftOutRules)[number];

/** What a provider reports of a message that it had accepted: it came back, or its reader said something. */
export const messageEventTypes = ["bounce", "complaint", "stop", "unsubscribe"] as const;
export type MessageEventType = (typeof messageEventTypes)[number];

/** Where a message stands in the outbox. `handing-over` is committed before the provider hears a word. */
export const outboxStates = ["waiting", "handing-over", "unknown", "dead"] as const;
export type OutboxState = (typeof outboxStates)[number];

/** Run kinds. */
export const PROPOSE = "notifications.propose";
export const MEASURE = "notifications.measure";
export const TELL_APPROVERS = "notifications.tell-approvers";
export const RELEASE = "notifications.release";
export const FORGET = "notifications.forget";
