import { counselNames } from "@/lib/escheat/filing/counsel-name";
import { placeName } from "@/lib/escheat/filing/filing-words";
import { getLetterBatch, type LetterLine, listLetters } from "@/lib/escheat/queries/letters";
import { getReport, listReportCards, type ReportLine } from "@/lib/escheat/queries/reports";
import { requireAll } from "@/lib/identity/scope";
import { escheatFileMessages } from "@/lib/messages/escheat-files";
import { escheatFilingMessages } from "@/lib/messages/escheat-filing";
import { escheatFilingScreenMessages } from "@/lib/messages/escheat-filing-screens";
import { escheatRuleMessages } from "@/lib/messages/escheat-rules";
import { words } from "@/lib/messages/message";
import { screenMessages } from "@/lib/messages/screens";
import { type ExportSource, onePortion, prepare } from "../prepared";
import { numberInPath } from "./escheat-filing";

const t = words(
  screenMessages,
  escheatFileMessages,
  escheatFilingMessages,
  escheatFilingScreenMessages,
  escheatRuleMessages,
);

export const escheatFilingRowTables = {
  "escheat-report-cards": {
    permission: "escheat.read",
    prepare: async (scope, address) => {
      requireAll(scope, "customer.read");
      const id = numberInPath(address, "reports");
      const [report, rows] = await Promise.all([getReport(scope, id), listReportCards(scope, id)]);
      const { currency } = report;
      return prepare<ReportLine>({
        name: `escheat-report-${id}-cards`,
        title: t("reports.cards"),
        columns: [
          { title: t("reports.card"), kind: "text", value: ({ card }) => card },
          { title: t("dimension.card-type"), kind: "text", value: ({ typeName }) => typeName },
          { title: t("reports.owner"), kind: "text", value: ({ owner }) => owner.name },
          { title: t("reports.activity"), kind: "date", value: ({ lastActivityOn }) => lastActivityOn },
          { title: t("reports.presumed"), kind: "date", value: ({ presumedAbandonedOn }) => presumedAbandonedOn },
          { title: t("reports.form.year"), kind: "count", value: ({ reportYear }) => reportYear },
          { title: t("reports.letter"), kind: "date", value: ({ letters }) => letters?.first ?? null },
          {
            title: t("reports.letter.returned"),
            kind: "date",
            value: ({ letters }) => letters?.returnedMailOn ?? null,
          },
          { title: t("reports.balance"), kind: "money", currency, value: ({ balance }) => BigInt(balance) },
          { title: t("reports.column.amount"), kind: "money", currency, value: ({ amount }) => amount },
          { title: t("escheat.needsCounsel"), kind: "text", value: ({ needsCounsel }) => counselNames(needsCounsel) },
          { title: t("reports.beside.why"), kind: "text", value: ({ reasons }) => reasons.join(" ") },
        ],
        facts: [
          [t("export.issuer"), scope.issuer.name],
          [
            t("reports.one"),
            t("reports.export.document", { id, place: placeName(report.jurisdiction), year: report.reportYear }),
          ],
          [t("reports.column.state"), t(`filing.state.${report.state}`)],
          [t("asOf.title"), report.asOf],
          [t("reports.from.hash"), report.dataHash],
        ],
        definitions: [],
        count: rows.length,
        portions: onePortion(rows),
      });
    },
  },
  "escheat-letter-list": {
    permission: "escheat.read",
    prepare: async (scope, address) => {
      requireAll(scope, "customer.read");
      const id = numberInPath(address, "letters");
      const [batch, rows] = await Promise.all([getLetterBatch(scope, id), listLetters(scope, id)]);
      const { currency } = batch;
      return prepare<LetterLine>({
        name: `escheat-letters-${id}`,
        title: t("letters.list"),
        columns: [
          { title: t("letters.reference"), kind: "text", value: ({ content }) => content.reference },
          { title: t("letters.to"), kind: "text", value: ({ content }) => content.recipient.name },
          {
            title: t("reportFile.field.line1"),
            kind: "text",
            value: ({ content: { recipient } }) => [...recipient.lines, recipient.country].filter(Boolean).join(", "),
          },
          {
            title: t("letters.cards"),
            kind: "text",
            value: ({ content: { cards } }) => cards.map(({ card }) => card).join(", "),
          },
          { title: t("letters.value"), kind: "money", currency, value: ({ amount }) => amount },
          { title: t("letters.mailed"), kind: "date", value: ({ mailedOn }) => mailedOn },
          { title: t("letters.return.on"), kind: "date", value: ({ returnedOn }) => returnedOn },
        ],
        facts: [
          [t("export.issuer"), scope.issuer.name],
          [t("letters.one"), t("letters.titleOf", { place: placeName(batch.jurisdiction), year: batch.reportYear })],
          [t("reports.column.state"), t(`filing.letters.state.${batch.state}`)],
        ],
        definitions: [],
        count: rows.length,
        portions: onePortion(rows),
      });
    },
  },
} as const satisfies Record<string, ExportSource>;
