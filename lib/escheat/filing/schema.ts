import { z } from "zod";
import { isCivilDate } from "@/lib/dates";
import { rowNumber, wholeNumber } from "@/lib/whole-number";
import { letterBatchStates, reportStates } from "../constants";
import { isJurisdiction, stateOf } from "../jurisdiction-name";
import { paymentTypes } from "../report-file/codes";
import { naupa3Editions } from "../report-file/naupa3/edition";
import { lineSpans } from "./calendar-words";

const civilDate = z.string().refine(isCivilDate, "Enter a date that exists.");
const id = z.int().positive().max(2_147_483_647);
const year = z.int().min(1990, "Enter a year from 1990 on.").max(2200);
const state = z
  .string()
  .refine(
    (code) => isJurisdiction(code) && stateOf(code) !== null,
    "Choose a state or territory of the United States.",
  );
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const words = (most: number) => z.string().trim().min(1, "Enter a text.").max(most, `Use at most ${most} characters.`);

export const reportFormats = ["naupa3", "naupa2", "csv", "xlsx"] as const;
export type ReportFormat = (typeof reportFormats)[number];
export const reportFiles: Readonly<Record<ReportFormat, { readonly type: string; readonly end: string }>> = {
  naupa3: { type: "application/xml; charset=utf-8", end: "xml" },
  naupa2: { type: "text/plain; charset=us-ascii", end: "txt" },
  csv: { type: "text/csv; charset=utf-8", end: "csv" },
  xlsx: { type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", end: "xlsx" },
};
/** XLSX is written with the time in it: no two are the same bytes, so it proves nothing. */
export const filedFormats = ["naupa3", "naupa2", "csv"] as const;

export const draftInput = z.strictObject({
  jurisdiction: state,
  reportYear: year,
  asOf: civilDate.optional(),
  /** Left out: as the rule allows. */
  aggregate: z.boolean().optional(),
  /** A draft whose place the new one takes. */
  replaces: id.optional(),
});
export type DraftInput = z.output<typeof draftInput>;

export const reportIdParams = z.strictObject({ id: rowNumber });
export const reviewInput = z.strictObject({ reportId: id, dataHash: hash });
export type ReviewInput = z.output<typeof reviewInput>;

export const paymentInput = z.strictObject({ type: z.enum(paymentTypes), confirmation: words(50) });
export type PaymentInput = z.output<typeof paymentInput>;

const filing = {
  dataHash: hash,
  filedOn: civilDate,
  format: z.enum(filedFormats),
  edition: z.enum(naupa3Editions).optional(),
  payment: paymentInput.nullable(),
  /** Why it is filed before its time, or after it. */
  remark: z.string().trim().max(500).optional(),
};
type Edition = { readonly format: string; readonly edition?: string | undefined };
const hasEdition = ({ format, edition }: Edition): boolean => format !== "naupa3" || edition !== undefined;
const noEdition = { path: ["edition"], message: "Choose the edition of NAUPA III that the state takes." };

export const fileInput = z.strictObject({ reportId: id, ...filing }).refine(hasEdition, noEdition);
export type FileInput = z.output<typeof fileInput>;
/** The same where the path names the report; so with those below. */
export const fileBody = z.strictObject(filing).refine(hasEdition, noEdition);

export const remitInput = z.strictObject({ reportId: id, paidOn: civilDate, payment: paymentInput });
export type RemitInput = z.output<typeof remitInput>;
export const acknowledgeInput = z.strictObject({ reportId: id, reference: words(200) });
export type AcknowledgeInput = z.output<typeof acknowledgeInput>;
export const withdrawInput = z.strictObject({ reportId: id, reason: words(500) });
export type WithdrawInput = z.output<typeof withdrawInput>;
export const reviewBody = reviewInput.omit({ reportId: true });
export const remitBody = remitInput.omit({ reportId: true });
export const acknowledgeBody = acknowledgeInput.omit({ reportId: true });
export const withdrawBody = withdrawInput.omit({ reportId: true });

/** A download, as it stands in the address: `format=naupa3&edition=1.0&payment=ach-credit&confirmation=77`. */
export const fileQuery = z.strictObject({
  format: z.enum(reportFormats).default("csv"),
  edition: z.enum(naupa3Editions).optional(),
  payment: z.enum(paymentTypes).optional(),
  confirmation: z.string().trim().max(50).optional(),
});
export type FileQuery = z.output<typeof fileQuery>;

export const reportListParams = z.object({
  state: z.enum(reportStates).optional(),
  jurisdiction: z.string().max(6).optional(),
  year: wholeNumber(1990, 2200).optional(),
});
export const reportListQuery = reportListParams.strict();
export type ReportListParams = z.output<typeof reportListParams>;

const calendarOf = { asOf: civilDate.optional(), jurisdiction: z.string().max(6).optional() };
export const calendarQuery = z.strictObject(calendarOf);
export const calendarParams = z.object({
  ...calendarOf,
  steps: z.enum(lineSpans).default("open"),
  page: wholeNumber(1, 10_000).default(1),
});

export const proposeInput = z.strictObject({ jurisdiction: state, reportYear: year, asOf: civilDate.optional() });
export type ProposeInput = z.output<typeof proposeInput>;
export const decideInput = z.strictObject({ batchId: id, seal: hash });
export type DecideInput = z.output<typeof decideInput>;
export const rejectInput = z.strictObject({ batchId: id, reason: words(500) });
export type RejectInput = z.output<typeof rejectInput>;
export const issueInput = z.strictObject({ batchId: id, seal: hash, issuedOn: civilDate });
export type IssueInput = z.output<typeof issueInput>;
export const mailInput = z.strictObject({ batchId: id, mailedOn: civilDate });
export type MailInput = z.output<typeof mailInput>;
export const returnInput = z.strictObject({ batchId: id, number: id, returnedOn: civilDate });
export type ReturnInput = z.output<typeof returnInput>;
export const decideBody = decideInput.omit({ batchId: true });
export const rejectBody = rejectInput.omit({ batchId: true });
export const issueBody = issueInput.omit({ batchId: true });
export const mailBody = mailInput.omit({ batchId: true });
export const returnBody = returnInput.omit({ batchId: true });

export const letterListParams = z.object({
  state: z.enum(letterBatchStates).optional(),
  jurisdiction: z.string().max(6).optional(),
  year: wholeNumber(1990, 2200).optional(),
});
export const letterListQuery = letterListParams.strict();
export type LetterListParams = z.output<typeof letterListParams>;
export const letterFileQuery = z.strictObject({ file: wholeNumber(1, 10_000).default(1) });

export const layoutInput = z.strictObject({
  text: z.string().min(1, "Paste or choose a layout.").max(200_000),
  propertyCode: z
    .string()
    .trim()
    .regex(/^[A-Z]{2}[A-Z0-9]{2}$/, "Two capitals and two more capitals or digits, such as MS12.")
    .nullable(),
});
export type LayoutInput = z.output<typeof layoutInput>;

const page = wholeNumber(1, 1_000_000).default(1);
export const reportPageParams = z.object({ page });
export const reportPageQuery = reportPageParams.strict();
