import { toDecimal } from "@/lib/money";
import { placeName } from "../jurisdiction-name";
import type { EscheatCalendar } from "../queries/calendar";
import type { LetterBatchDetail, LetterBatchListed } from "../queries/letters";
import type { ReportDetail, ReportLine, ReportListed } from "../queries/reports";
import { besideText } from "./beside-text";
import type { Beside } from "./report-record";

/** What goes out by REST and command line: amounts as decimal text, each with its currency beside it. */
export function calendarJson({ asOf, currency, version, years, unsettled }: EscheatCalendar) {
  const money = (amount: bigint) => toDecimal(amount, currency);
  return {
    asOf,
    currency,
    version: version && { id: version.id, asOf: version.asOf },
    years: years.map(({ jurisdiction, reportYear, dates, owed, coming, report, letters, steps, standing }) => ({
      jurisdiction,
      reportYear,
      standing,
      cutoffOn: dates?.cutoffOn ?? null,
      dueOn: dates?.dueOn ?? null,
      letters: dates?.letters ?? null,
      remit: dates?.remit ?? null,
      needsCounsel: dates?.unsure ?? ["reportCutoff", "reportDue"],
      owed: { cards: owed.cards, amount: money(owed.amount), unmeasured: money(owed.unmeasured) },
      coming: { cards: coming.cards, amount: money(coming.amount), unmeasured: money(coming.unmeasured) },
      report: report && { id: report.id, state: report.state, cards: report.cards, amount: money(report.amount) },
      letterBatches: letters.map(({ id, state, letters: count }) => ({ id, state, letters: count })),
      steps,
    })),
    unsettled: unsettled.map(({ jurisdiction, cards, balance }) => ({ jurisdiction, cards, balance: money(balance) })),
  };
}

export function reportListedJson(report: ReportListed) {
  return {
    id: report.id,
    jurisdiction: report.jurisdiction,
    place: placeName(report.jurisdiction),
    reportYear: report.reportYear,
    currency: report.currency,
    state: report.state,
    asOf: report.asOf,
    cutoffOn: report.cutoffOn,
    dueOn: report.dueOn,
    cards: report.cards,
    amount: toDecimal(report.amount, report.currency),
    preparedByName: report.preparedByName,
    preparedAt: report.preparedAt,
    filedOn: report.filedOn,
    isPaid: report.isPaid,
  };
}

/** Without the holder's record, which stands in the file; owners are asked for apart. */
export function reportJson(report: ReportDetail) {
  const { content, payment, ...rest } = report;
  return {
    ...reportListedJson(report),
    dataHash: rest.dataHash,
    knownAt: rest.knownAt,
    fault: rest.fault,
    reviewedByName: rest.reviewedByName,
    reviewedAt: rest.reviewedAt,
    filedByName: rest.filedByName,
    filedAt: rest.filedAt,
    fileHash: rest.fileHash,
    payment: payment && {
      type: payment.type,
      confirmation: payment.confirmation,
      paidOn: payment.paidOn,
      batchId: payment.batchId,
      remark: payment.remark,
    },
    acknowledgement: rest.acknowledgement,
    acknowledgedByName: rest.acknowledgedByName,
    acknowledgedAt: rest.acknowledgedAt,
    withdrawnReason: rest.withdrawnReason,
    law: content?.law ?? [],
    lateCards: content?.lateCards ?? 0,
    beside: (content?.beside ?? []).map(besideJson),
  };
}

const besideJson = (beside: Beside) => ({
  kind: beside.kind,
  needsCounsel: beside.fields,
  reason: besideText(beside),
  cards: beside.cards,
  currency: beside.currency,
  balance: toDecimal(BigInt(beside.balance), beside.currency),
});

export function reportLineJson({ amount, balance, face, currency, ...line }: ReportLine) {
  return {
    ...line,
    currency,
    amount: toDecimal(amount, currency),
    balance: toDecimal(BigInt(balance), currency),
    face: face === null ? null : toDecimal(BigInt(face), currency),
  };
}

export function letterBatchListedJson(batch: LetterBatchListed) {
  return {
    id: batch.id,
    jurisdiction: batch.jurisdiction,
    place: placeName(batch.jurisdiction),
    reportYear: batch.reportYear,
    currency: batch.currency,
    state: batch.state,
    sendFrom: batch.sendFrom,
    sendTo: batch.sendTo,
    letters: batch.letters,
    amount: toDecimal(batch.amount, batch.currency),
    proposedByName: batch.proposedByName,
    proposedAt: batch.proposedAt,
    decidedByName: batch.decidedByName,
    issuedOn: batch.issuedOn,
  };
}

export function letterBatchJson(batch: LetterBatchDetail) {
  return {
    ...letterBatchListedJson(batch),
    leftOut: batch.leftOut,
    seal: batch.seal,
    decidedAt: batch.decidedAt,
    decisionReason: batch.decisionReason,
    issuedByName: batch.issuedByName,
    issuedAt: batch.issuedAt,
    files: batch.files,
    fileHash: batch.fileHash,
    fault: batch.fault,
  };
}
