import { z } from "zod";
import { batchStates, channels, reminderReasons } from "@/lib/notifications/constants";
import { batchIdParams } from "@/lib/notifications/schema";
import { outcomeNames } from "@/lib/notifications/trial/figures";
import { learnedNames } from "@/lib/notifications/trial/learned";
import { learnInput, measureInput, resultListParams } from "@/lib/notifications/trial/schema";
import { verdicts } from "@/lib/notifications/trial/verdict";
import type { Operation } from "../operation";
import { amount } from "../responses";

const tag = "Reminders";
const day = z.string().meta({ format: "date" });
const instant = z.string().meta({ format: "date-time" });
const count = z.number().int();
const kind = { reason: z.enum(reminderReasons), channel: z.enum(channels) };
const value = z.union([amount, z.number()]).meta({ description: "An amount; of `any` a share" });
const effectOf = (of: z.ZodType) =>
  z
    .strictObject({ effect: of, low: of, high: of, p: z.number() })
    .nullable()
    .meta({ description: "With its 95 % interval" });

const ledgers = z.strictObject({
  customers: z.strictObject({
    rescued: z.strictObject({ value: amount, low: amount.nullable(), high: amount.nullable() }),
  }),
  issuer: z.strictObject({
    marginOnRedeemed: amount,
    marginAbove: amount,
    breakageGivenUp: amount,
    cost: amount.nullable(),
    net: amount.meta({ description: "marginOnRedeemed + marginAbove − breakageGivenUp − cost" }),
  }),
  states: z.strictObject({ avoided: amount.meta({ description: "rescued = breakageGivenUp + avoided" }) }),
});

const measurement = z.strictObject({
  id: count,
  measuredOn: day,
  complete: z.boolean().meta({ description: "Everybody's days have passed: only then there is a verdict" }),
  from: day,
  until: day,
  scoredOn: day.nullable(),
  messages: count,
  controlWrittenTo: count.meta({ description: "Mailboxes of the control that another batch wrote to meanwhile" }),
  remindWrittenTo: count.meta({ description: "Reminded mailboxes that a later batch wrote to meanwhile" }),
  people: z.record(z.string(), count),
  mailboxes: z.strictObject({ control: count, remind: count }),
  sampleRatio: z.strictObject({ share: z.number(), p: z.number(), broken: z.boolean() }).nullable(),
  effects: z
    .array(
      z.strictObject({
        outcome: z.enum(outcomeNames),
        control: value,
        remind: value,
        raw: effectOf(value),
        adjusted: effectOf(value),
        relative: effectOf(z.number()),
        theta: z.number(),
        rhoSquared: z.number(),
      }),
    )
    .nullable()
    .meta({ description: "Null where the sample ratio stops the report, or an arm is empty" }),
  basis: z.enum(["scores", "redeemed"]),
  money: ledgers.nullable(),
});

const listed = {
  batch: count,
  state: z.enum(batchStates),
  ...kind,
  language: z.string(),
  currency: z.string().length(3),
  startedAt: instant,
  horizonDays: count,
  holdoutShare: z.number(),
  baseRate: z.number(),
  detectable: z.number().nullable(),
  expected: z.strictObject({
    uplift: amount,
    low: amount,
    high: amount,
    within: amount
      .nullable()
      .meta({ description: "Redeemed more within horizonDays; what the verdict is held against" }),
    breakageGivenUp: amount,
    escheatAvoided: amount,
  }),
  verdict: z.enum(verdicts).nullable(),
  sentence: z.string().nullable(),
  measurement: measurement.nullable(),
};

export const resultListResponse = z.strictObject({
  items: z.array(z.strictObject(listed)),
  learned: z.array(
    z.strictObject({
      name: z.enum(learnedNames),
      channel: kind.channel,
      reason: kind.reason,
      value: z.number(),
      low: z.number(),
      high: z.number(),
      batches: z.array(count),
      inForce: z.strictObject({
        value: z.number(),
        low: z.number(),
        high: z.number(),
        origin: z.enum(["prior", "set", "measured"]),
      }),
      isTaken: z.boolean(),
    }),
  ),
});

export const resultResponse = z.strictObject({
  ...listed,
  measurements: z.array(
    z.strictObject({
      id: count,
      measuredOn: day,
      complete: z.boolean(),
      createdAt: instant,
      verdict: z.enum(verdicts),
    }),
  ),
});

export const notificationResultOperations: readonly Operation[] = [
  {
    method: "get",
    path: "/notifications/results",
    id: "listReminderResults",
    tag,
    summary: "What reminders brought against their hold-outs, and what that teaches",
    permission: "notification.read",
    query: resultListParams,
    response: resultListResponse,
  },
  {
    method: "get",
    path: "/notifications/results/{id}",
    id: "getReminderResult",
    tag,
    summary: "The result of one batch with all its measurements",
    permission: "notification.read",
    params: batchIdParams,
    response: resultResponse,
  },
  {
    method: "post",
    path: "/notifications/results/measure",
    id: "measureReminders",
    tag,
    summary: "Measures one batch or all, in the background",
    permission: "notification.propose",
    idempotent: true,
    body: { type: "application/json", schema: measureInput },
    status: 202,
    response: z.strictObject({ runId: count }),
  },
  {
    method: "post",
    path: "/notifications/results/learned",
    id: "takeLearnedFigure",
    tag,
    summary: "Takes what the hold-outs have measured over as a figure of one's own",
    description: "Needs a session of our own pages, never an API key. `value` as it was read in `learned`.",
    permission: "notification.manage",
    idempotent: true,
    body: { type: "application/json", schema: learnInput },
    status: 201,
    response: z.strictObject({ id: count }),
  },
];
