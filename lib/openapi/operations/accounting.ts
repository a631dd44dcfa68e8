import { z } from "zod";
import { calculatorInput } from "@/lib/accounting/calculator-schema";
import { standings } from "@/lib/accounting/constants";
import { unestimatedReasons } from "@/lib/accounting/estimate";
import { movementNames } from "@/lib/accounting/movements";
import { recognitionFigures } from "@/lib/accounting/recognition-view";
import { booksParams, journalParams, recognitionParams, rollForwardGroups } from "@/lib/accounting/schema";
import type { Operation } from "../operation";
import { amount, member } from "../responses";

const day = z.string().meta({ format: "date" });
const month = z
  .string()
  .regex(/^\d{4}-\d{2}$/)
  .meta({ example: "2026-10" });
const currency = z.string().length(3);
const standing = z.enum(standings);
const amounts = <Name extends string>(names: readonly Name[], one: z.ZodType) =>
  Object.fromEntries(names.map((name) => [name, one])) as Record<Name, z.ZodType>;
const movements = amounts(movementNames, amount);
const head = { asOf: day, knownAt: z.string().nullable(), from: month.nullable(), to: month.nullable() };

export const rollForwardResponse = z.strictObject({
  ...head,
  by: z.enum(rollForwardGroups),
  rows: z.array(
    z.strictObject({
      month,
      group: member,
      currency,
      standing,
      locked: z.boolean(),
      opening: amount,
      ...movements,
      closing: amount,
      payableOpening: amount,
      payableClosing: amount,
    }),
  ),
  corrections: z
    .array(z.strictObject({ month, bookedIn: month, cardType: z.string(), currency, standing, ...movements }))
    .meta({ description: "What became known of locked months after their lock, and the open month that has it" }),
});

export const journalResponse = z.strictObject({
  ...head,
  lines: z.array(
    z.strictObject({
      date: day,
      account: z.string(),
      accountName: z.string(),
      debit: amount,
      credit: amount,
      currency,
      memo: z.string(),
      source: z.strictObject({ month, cardType: z.string(), brand: z.string(), movement: z.enum(movementNames) }),
    }),
  ),
});

const figures = amounts(recognitionFigures, amount.nullable());
export const recognitionResponse = z.strictObject({
  ...head,
  currency,
  by: z.enum(["card-type", "sale-month"]),
  locked: z.boolean(),
  rows: z.array(
    z.strictObject({
      cardType: z.string(),
      saleMonth: month.nullable(),
      ...figures,
      exceeded: z.number().int().meta({ description: "Months of sale of which more was redeemed than expected" }),
      unestimated: z
        .enum(unestimatedReasons)
        .nullable()
        .meta({ description: "Why nothing but what has lapsed is recognised; null where more is" }),
    }),
  ),
  total: z.strictObject(figures),
});

export const monthsResponse = z.strictObject({
  firstOpen: month.nullable(),
  items: z.array(
    z.strictObject({
      month,
      state: z.enum(["open", "locked", "signed-off"]),
      lockedAt: z.string().nullable(),
      lockedBy: z.string().nullable(),
      signedOffAt: z.string().nullable(),
      signedOffBy: z.string().nullable(),
      hash: z.string().nullable(),
    }),
  ),
});

const calculatorResponse = z.strictObject({
  periods: z.array(
    z.strictObject({
      period: z.union([z.string(), z.number()]),
      revenue: amount,
      breakageRevenue: amount.nullable(),
      liability: amount,
      escheatPayable: amount,
    }),
  ),
});

const tag = "Accounting";
const permission = "accounting.read";

export const accountingOperations: readonly Operation[] = [
  {
    method: "get",
    path: "/accounting/roll-forward",
    id: "getRollForward",
    tag,
    summary: "Opening, what moved it, and closing, month by month",
    description:
      "opening + sold + reloaded − redeemed − refunded − fees + transferred + adjusted − expired − breakage − toEscheatPayable + claimedFromStates = closing; payableOpening + toEscheatPayable − escheated = payableClosing. Locked months are as they were locked.",
    permission,
    query: booksParams,
    refusals: [409],
    response: rollForwardResponse,
  },
  {
    method: "get",
    path: "/accounting/journal",
    id: "getJournal",
    tag,
    summary: "Entries on your own accounts: balanced in every month and currency, or refused with 409",
    permission,
    query: journalParams,
    refusals: [409],
    response: journalResponse,
  },
  {
    method: "get",
    path: "/accounting/recognition",
    id: "getRecognition",
    tag,
    summary: "What was recognised in a month, by card type or by month of sale, and where it stands",
    permission,
    query: recognitionParams,
    refusals: [409],
    response: recognitionResponse,
  },
  {
    method: "get",
    path: "/accounting/months",
    id: "listAccountingMonths",
    tag,
    summary: "Months that are over, newest first: open, locked or signed off",
    permission,
    response: monthsResponse,
  },
  {
    method: "post",
    path: "/accounting/calculator",
    id: "calculateRecognition",
    tag,
    summary: "Revenue, breakage and liability of an example of your own, by the same formulas",
    permission,
    body: { type: "application/json", schema: calculatorInput },
    response: calculatorResponse,
  },
];
