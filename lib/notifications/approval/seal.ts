import { createHash } from "node:crypto";
import { fingerprint } from "@/lib/escheat/fingerprint";
import type { Channel, LeftOutRule, MessageClass, ReminderReason } from "../constants";
import { canonicalJson, shortMark } from "./canonical";

type Instant = Date | string;

/** What of a person is sealed. A row of the table fits, and so does `PlannedMember`. */
export type SealedMember = {
  readonly customerId: number;
  readonly address: string | null;
  readonly mailbox: string | null;
  readonly leads: boolean;
  readonly cards: readonly object[];
  readonly value: bigint;
  readonly lossOn: string | null;
  readonly dueAt: Instant | null;
  readonly timeZone: string;
  readonly gain: number;
  readonly baseRate: number;
  readonly explanation: object;
  readonly stratum: string;
  readonly leftOut: LeftOutRule | null;
};

/** What of a batch is sealed: all that an approver is shown of it, and what says who may approve until when. */
export type SealedBatch = {
  readonly reason: ReminderReason;
  readonly channel: Channel;
  readonly language: string;
  readonly messageClass: MessageClass;
  readonly currency: string;
  readonly asOf: string;
  readonly windowFrom: string;
  readonly windowTo: string;
  readonly audience: number;
  readonly people: number;
  readonly messages: number;
  readonly leftOut: object;
  readonly valueAtStake: bigint;
  readonly cost: bigint;
  readonly delayCost: bigint;
  readonly delayCosts: readonly bigint[] | null;
  readonly upliftExpected: number;
  readonly upliftLow: number;
  readonly upliftHigh: number;
  readonly upliftWithin: number | null;
  readonly baseRate: number;
  readonly detectable: number | null;
  readonly breakageGivenUp: number;
  readonly escheatAvoided: number;
  readonly holdoutShare: number;
  readonly horizonDays: number;
  readonly seed: string;
  readonly parameters: object;
  readonly approvalsNeeded: number;
  readonly proposedBy: number | null;
  readonly expiresAt: Instant;
};

/** The words that are sent. */
export type SealedTemplate = {
  readonly id: number;
  readonly version: number;
  readonly messageClass: MessageClass;
  readonly subject: string;
  readonly body: string;
};

const instant = (at: Instant) => new Date(at).toISOString();

/** Every field by name, in the order of their marks. */
export const memberFields = [
  "address",
  "mailbox",
  "leads",
  "cards",
  "value",
  "lossOn",
  "dueAt",
  "timeZone",
  "gain",
  "baseRate",
  "explanation",
  "stratum",
  "leftOut",
] as const;
export type MemberField = (typeof memberFields)[number];

export const ROOT_LENGTH = 64;
export const MARK_LENGTH = 4;

/**
 * A person's leaf: SHA-256 over his number and all that is planned of him, a line each as JSON with its keys in order (JSON
 * holds no line break), then a mark of each line. The first 64 digits are what cannot be forged; the marks only tell
 * afterwards which field is no longer what it was. Amounts count as text and instants as ISO 8601 to the millisecond.
 */
export function memberLeaf(member: SealedMember): string {
  const values = valuesOf(member);
  const lines = memberFields.map((field) => canonicalJson(values[field]));
  const root = createHash("sha256")
    .update(`${member.customerId}\n${lines.join("\n")}`)
    .digest("hex");
  return root + lines.map(shortMark).join("");
}

export const markOf = (value: unknown): string => shortMark(canonicalJson(value));

/** The fields as they are sealed. */
export function valuesOf(member: SealedMember): Record<MemberField, unknown> {
  const { dueAt } = member;
  return {
    address: member.address,
    mailbox: member.mailbox,
    leads: member.leads,
    cards: member.cards,
    value: member.value,
    lossOn: member.lossOn,
    dueAt: dueAt === null ? null : instant(dueAt),
    timeZone: member.timeZone,
    gain: member.gain,
    baseRate: member.baseRate,
    explanation: member.explanation,
    stratum: member.stratum,
    leftOut: member.leftOut,
  };
}

/**
 * All of a batch but its people, as plain JSON: what `notification_batch.sealed` keeps, so that what differs later can be
 * named with what it was. The share held out is rounded to the single precision that the table keeps. What nobody had worked
 * out when a batch was proposed is no part of its seal.
 */
export function sealedHead(batch: SealedBatch, template: SealedTemplate, rules: object): Record<string, unknown> {
  return {
    reason: batch.reason,
    channel: batch.channel,
    language: batch.language,
    messageClass: batch.messageClass,
    currency: batch.currency,
    asOf: batch.asOf,
    windowFrom: batch.windowFrom,
    windowTo: batch.windowTo,
    audience: batch.audience,
    people: batch.people,
    messages: batch.messages,
    leftOut: batch.leftOut,
    valueAtStake: batch.valueAtStake.toString(),
    cost: batch.cost.toString(),
    delayCost: batch.delayCost.toString(),
    ...(batch.delayCosts === null ? {} : { delayCosts: batch.delayCosts.map(String) }),
    upliftExpected: batch.upliftExpected,
    upliftLow: batch.upliftLow,
    upliftHigh: batch.upliftHigh,
    ...(batch.upliftWithin === null ? {} : { upliftWithin: batch.upliftWithin }),
    baseRate: batch.baseRate,
    detectable: batch.detectable,
    breakageGivenUp: batch.breakageGivenUp,
    escheatAvoided: batch.escheatAvoided,
    holdoutShare: Math.fround(batch.holdoutShare),
    horizonDays: batch.horizonDays,
    seed: batch.seed,
    parameters: batch.parameters,
    approvalsNeeded: batch.approvalsNeeded,
    proposedBy: batch.proposedBy,
    expiresAt: instant(batch.expiresAt),
    template: {
      id: template.id,
      version: template.version,
      messageClass: template.messageClass,
      subject: template.subject,
      body: template.body,
    },
    rules,
  };
}

/** Takes the leaves of a batch one after the other, in the order of the customer numbers, and holds none of them. */
export type Sealer = { add(leaf: string): void; end(): string };

/**
 * The seal of a batch: SHA-256 over one line with the fingerprint of its head, one line per person with the first 64
 * digits of his leaf, and a last one with how many they were.
 */
export function startSeal(head: Record<string, unknown>): Sealer {
  const hash = createHash("sha256").update(`${fingerprint(head)}\n`);
  let count = 0;
  return {
    add(leaf) {
      hash.update(`${leaf.slice(0, ROOT_LENGTH)}\n`);
      count++;
    },
    end: () => hash.update(`${count} people`).digest("hex"),
  };
}

/** The same at once. `leaves` in the order of the customer numbers, those who are left out among them. */
export function batchSeal(
  batch: SealedBatch,
  leaves: Iterable<string>,
  template: SealedTemplate,
  rules: object,
): string {
  const sealer = startSeal(sealedHead(batch, template, rules));
  for (const leaf of leaves) sealer.add(leaf);
  return sealer.end();
}
