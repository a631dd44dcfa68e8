import { z } from "zod";
import { letterBatchStates, propertyKinds, reportStates } from "@/lib/escheat/constants";
import { standings, stepKinds } from "@/lib/escheat/filing/calendar";
import { besideKinds } from "@/lib/escheat/filing/report-record";
import {
  acknowledgeBody,
  calendarQuery,
  decideBody,
  draftInput,
  fileBody,
  fileQuery,
  issueBody,
  letterFileQuery,
  letterListQuery,
  mailBody,
  proposeInput,
  rejectBody,
  remitBody,
  reportFiles,
  reportIdParams,
  reportListQuery,
  reportPageQuery,
  returnBody,
  reviewBody,
  withdrawBody,
} from "@/lib/escheat/filing/schema";
import type { Operation } from "../operation";
import { amount } from "../responses";

const tag = "Escheatment";
const day = z.string().meta({ format: "date" });
const instant = z.string().meta({ format: "date-time" });
const count = z.number().int();
const hash = z.string().length(64).meta({ description: "SHA-256 in hexadecimal" });
const currency = z.string().length(3);
const names = z.array(z.string()).meta({ description: "What counsel has to confirm" });
const days = z.strictObject({ from: day, to: day });
const sums = z.strictObject({
  cards: count,
  amount,
  unmeasured: amount.meta({ description: "Balances of which something is taken, and nobody knows how much" }),
});
const nothing = z.null();
const bytes = z.string().meta({ format: "binary" });
const ofPerson = "Only with a session of a person: no key has this permission.";

export const calendarResponse = z.strictObject({
  asOf: day,
  currency,
  version: z.strictObject({ id: count, asOf: day }).nullable(),
  years: z.array(
    z.strictObject({
      jurisdiction: z.string(),
      reportYear: count,
      standing: z.enum(standings),
      cutoffOn: day.nullable(),
      dueOn: day.nullable(),
      letters: days.nullable(),
      remit: days.nullable(),
      needsCounsel: names,
      owed: sums,
      coming: sums,
      report: z.strictObject({ id: count, state: z.enum(reportStates), cards: count, amount }).nullable(),
      letterBatches: z.array(z.strictObject({ id: count, state: z.enum(letterBatchStates), letters: count })),
      steps: z.array(z.strictObject({ kind: z.enum(stepKinds), on: day, standing: z.enum(standings) })),
    }),
  ),
  unsettled: z.array(z.strictObject({ jurisdiction: z.string(), cards: count, balance: amount })),
});

const listedReport = {
  id: count,
  jurisdiction: z.string(),
  place: z.string(),
  reportYear: count,
  currency,
  state: z.enum(reportStates),
  asOf: day,
  cutoffOn: day,
  dueOn: day,
  cards: count,
  amount,
  preparedByName: z.string(),
  preparedAt: instant,
  filedOn: day.nullable(),
  isPaid: z.boolean(),
};
export const reportListResponse = z.strictObject({ items: z.array(z.strictObject(listedReport)) });

export const reportResponse = z.strictObject({
  ...listedReport,
  dataHash: hash,
  knownAt: instant,
  fault: z.string().nullable().meta({ description: "Why nothing of it is given out: its stored rows were changed" }),
  reviewedByName: z.string().nullable(),
  reviewedAt: instant.nullable(),
  filedByName: z.string().nullable(),
  filedAt: instant.nullable(),
  fileHash: hash.nullable(),
  payment: z
    .strictObject({
      type: z.string().nullable(),
      confirmation: z.string().nullable(),
      paidOn: day.nullable(),
      batchId: count.nullable(),
      remark: z.string().nullable(),
    })
    .nullable(),
  acknowledgement: z.string().nullable(),
  acknowledgedByName: z.string().nullable(),
  acknowledgedAt: instant.nullable(),
  withdrawnReason: z.string().nullable(),
  law: z.array(
    z.strictObject({
      property: z.enum(propertyKinds),
      version: count,
      hash: z.string(),
      unsure: names,
      confirmedBy: z.string().nullable(),
    }),
  ),
  lateCards: count,
  beside: z.array(
    z.strictObject({
      kind: z.enum(besideKinds),
      needsCounsel: names,
      reason: z.string(),
      cards: count,
      currency,
      balance: amount,
    }),
  ),
});

export const reportCardsResponse = z.strictObject({
  items: z.array(
    z.strictObject({
      card: z.string(),
      typeCode: z.string(),
      typeName: z.string(),
      currency,
      property: z.enum(propertyKinds),
      ruleVersion: count.nullable(),
      soldOn: day,
      soldIn: z.string().nullable(),
      lastActivityOn: day,
      presumedAbandonedOn: day,
      reportYear: count,
      face: amount.nullable(),
      balance: amount,
      amount,
      owner: z.strictObject({
        customer: z.string().nullable(),
        name: z.string().nullable(),
        language: z.string().nullable(),
        addressLine: z.string().nullable(),
        city: z.string().nullable(),
        zip: z.string().nullable(),
        jurisdiction: z.string().nullable(),
      }),
      letters: z.strictObject({ first: day, second: day.nullable(), returnedMailOn: day.nullable() }).nullable(),
      needsCounsel: names,
      reasons: z.array(z.string()),
    }),
  ),
});

const listedLetters = {
  id: count,
  jurisdiction: z.string(),
  place: z.string(),
  reportYear: count,
  currency,
  state: z.enum(letterBatchStates),
  sendFrom: day.nullable(),
  sendTo: day.nullable(),
  letters: count,
  amount,
  proposedByName: z.string(),
  proposedAt: instant,
  decidedByName: z.string().nullable(),
  issuedOn: day.nullable(),
};
export const letterListResponse = z.strictObject({ items: z.array(z.strictObject(listedLetters)) });

export const letterBatchResponse = z.strictObject({
  ...listedLetters,
  leftOut: z.record(z.string(), count).meta({ description: "Owners without a letter, by reason" }),
  seal: hash,
  decidedAt: instant.nullable(),
  decisionReason: z.string().nullable(),
  issuedByName: z.string().nullable(),
  issuedAt: instant.nullable(),
  files: z.array(z.strictObject({ name: z.string(), sha256: hash, letters: count })),
  fileHash: hash.nullable(),
  fault: z.string().nullable(),
});

const reads: readonly Operation[] = [
  {
    method: "get",
    path: "/escheat/calendar",
    id: "getEscheatCalendar",
    tag,
    summary: "Cut-offs, letter windows and due days with what is owed and how far the work has come",
    permission: "escheat.read",
    query: calendarQuery,
    refusals: [422],
    response: calendarResponse,
  },
  {
    method: "get",
    path: "/escheat/calendar/ics",
    id: "getEscheatCalendarFile",
    tag,
    summary: "The same days as an iCalendar file",
    permission: "escheat.read",
    query: calendarQuery,
    refusals: [422],
    media: ["text/calendar"],
    response: z.string(),
  },
  {
    method: "get",
    path: "/escheat/reports",
    id: "listEscheatReports",
    tag,
    summary: "Reports to states, newest first",
    permission: "escheat.read",
    query: reportListQuery,
    response: reportListResponse,
  },
  {
    method: "get",
    path: "/escheat/reports/{id}",
    id: "getEscheatReport",
    tag,
    summary: "A report with its way so far, held against its fingerprint",
    permission: "escheat.read",
    params: reportIdParams,
    response: reportResponse,
  },
  {
    method: "get",
    path: "/escheat/reports/{id}/cards",
    id: "listEscheatReportCards",
    tag,
    summary: "The cards of a report with their owners, fifty at a time",
    permission: "escheat.read",
    alsoNeeds: ["customer.read"],
    params: reportIdParams,
    query: reportPageQuery,
    response: reportCardsResponse,
  },
  {
    method: "get",
    path: "/escheat/reports/{id}/file",
    id: "getEscheatReportFile",
    tag,
    summary: "A report as NAUPA III, NAUPA II, CSV or XLSX",
    permission: "export.create",
    alsoNeeds: ["escheat.read", "customer.read"],
    params: reportIdParams,
    query: fileQuery,
    refusals: [409, 422],
    media: Object.values(reportFiles).map(({ type }) => type.replace(/;.*/, "")),
    response: bytes,
  },
  {
    method: "get",
    path: "/escheat/letters",
    id: "listEscheatLetters",
    tag,
    summary: "Batches of due-diligence letters, newest first",
    permission: "escheat.read",
    query: letterListQuery,
    response: letterListResponse,
  },
  {
    method: "get",
    path: "/escheat/letters/{id}",
    id: "getEscheatLetters",
    tag,
    summary: "A batch of letters with its way so far, held against its seal",
    permission: "escheat.read",
    params: reportIdParams,
    response: letterBatchResponse,
  },
  {
    method: "get",
    path: "/escheat/letters/{id}/pdf",
    id: "getEscheatLettersFile",
    tag,
    summary: "Issued letters as they were printed",
    permission: "export.create",
    alsoNeeds: ["escheat.read", "customer.read"],
    params: reportIdParams,
    query: letterFileQuery,
    media: ["application/pdf"],
    response: bytes,
  },
];

const json = (schema: z.ZodType) => ({ type: "application/json", schema });
const act = (path: string, id: string, summary: string, body: z.ZodType, more: Partial<Operation> = {}): Operation => ({
  method: "post",
  path,
  id,
  tag,
  summary,
  description: ofPerson,
  permission: "escheat.propose",
  ...(path.includes("{id}") ? { params: reportIdParams } : {}),
  body: json(body),
  refusals: [409],
  response: nothing,
  ...more,
});
const both = [409, 422] as const;
const made = { status: 201, refusals: both, response: z.strictObject({ id: count }) };

const acts: readonly Operation[] = [
  act("/escheat/reports", "makeEscheatReport", "Drafts a state's report and freezes it", draftInput, made),
  act("/escheat/reports/{id}/review", "reviewEscheatReport", "A second person stands for it", reviewBody, {
    permission: "escheat.approve",
  }),
  act("/escheat/reports/{id}/file", "fileEscheatReport", "Notes it as filed and books what was paid", fileBody, {
    refusals: both,
    response: z.strictObject({ warning: z.string().nullable() }),
  }),
  act("/escheat/reports/{id}/remit", "remitEscheatReport", "Books the money that follows a notice", remitBody),
  act("/escheat/reports/{id}/acknowledge", "acknowledgeEscheatReport", "Notes the state's answer", acknowledgeBody),
  act("/escheat/reports/{id}/withdraw", "withdrawEscheatReport", "Takes back what is not filed", withdrawBody),
  act("/escheat/letters", "proposeEscheatLetters", "Writes a report year's letters and seals them", proposeInput, made),
  act("/escheat/letters/{id}/approve", "approveEscheatLetters", "A second person lets them out", decideBody, {
    permission: "escheat.approve",
  }),
  act("/escheat/letters/{id}/reject", "rejectEscheatLetters", "Letters that are not to go out", rejectBody),
  act("/escheat/letters/{id}/issue", "issueEscheatLetters", "Prints them, in the background", issueBody, {
    status: 202,
    refusals: both,
    response: z.strictObject({ runId: count }),
  }),
  act("/escheat/letters/{id}/mail", "mailEscheatLetters", "The day on which they were posted", mailBody, {
    response: z.strictObject({ letters: count }),
  }),
  act("/escheat/letters/{id}/return", "returnEscheatLetter", "One of them came back", returnBody),
];

export const escheatFilingOperations: readonly Operation[] = [...reads, ...acts];
