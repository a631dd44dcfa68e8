import { type Address, firstOf, readAddress } from "@/lib/address";
import { NotFound } from "@/lib/errors";
import {
  type CalendarLine,
  linesWithin,
  standingText,
  stepText,
  workText,
  yearSums,
} from "@/lib/escheat/filing/calendar-words";
import { calendarParams } from "@/lib/escheat/filing/schema";
import { placeName } from "@/lib/escheat/jurisdiction-name";
import { getCalendar } from "@/lib/escheat/queries/calendar";
import { type LetterBatchListed, listLetterBatches } from "@/lib/escheat/queries/letters";
import { listReports, type ReportListed } from "@/lib/escheat/queries/reports";
import { getFreshness } from "@/lib/freshness/queries";
import { escheatFilingMessages } from "@/lib/messages/escheat-filing";
import { escheatFilingScreenMessages } from "@/lib/messages/escheat-filing-screens";
import { forecastDetailMessages } from "@/lib/messages/forecast-detail";
import { words } from "@/lib/messages/message";
import { screenMessages } from "@/lib/messages/screens";
import { type ExportSource, onePortion, prepare } from "../prepared";

const t = words(screenMessages, escheatFilingMessages, escheatFilingScreenMessages, forecastDetailMessages);

/** The number of a report or a batch in the page's own path. @throws NotFound. */
export function numberInPath(address: Address, folder: "reports" | "letters"): number {
  const found = new RegExp(`^/issuer/escheat/${folder}/([1-9]\\d{0,8})$`).exec(firstOf(address.path) ?? "");
  if (!found) throw new NotFound(folder === "reports" ? "This report" : "This batch of letters");
  return Number(found[1]);
}

export const escheatFilingTables = {
  "escheat-calendar": {
    permission: "escheat.read",
    prepare: async (scope, address) => {
      const { steps, asOf = (await getFreshness(scope)).asOf } = readAddress(calendarParams, address);
      const { years, currency, version } = await getCalendar(scope, asOf);
      const rows = linesWithin(years, steps, asOf);
      return prepare<CalendarLine>({
        name: "escheat-calendar",
        title: t("calendar.title"),
        columns: [
          { title: t("calendar.column.on"), kind: "date", value: ({ step }) => step.on },
          { title: t("calendar.column.step"), kind: "text", value: ({ step }) => stepText(step) },
          { title: t("calendar.column.place"), kind: "text", value: ({ year }) => placeName(year.jurisdiction) },
          { title: t("reports.form.year"), kind: "count", value: ({ year }) => year.reportYear },
          { title: t("calendar.column.standing"), kind: "text", value: ({ step }) => standingText(step) },
          { title: t("calendar.column.cards"), kind: "count", value: ({ year }) => yearSums(year).cards },
          { title: t("calendar.column.amount"), kind: "money", currency, value: ({ year }) => yearSums(year).amount },
          {
            title: t("calendar.column.unmeasured"),
            kind: "money",
            currency,
            value: ({ year }) => yearSums(year).unmeasured,
          },
          { title: t("calendar.column.work"), kind: "text", value: ({ year }) => workText(year) },
        ],
        facts: [
          [t("export.issuer"), scope.issuer.name],
          [t("asOf.title"), asOf],
          ...(version ? ([[t("versions.id"), `${version.id} (${version.asOf})`]] as const) : []),
          [t("calendar.steps"), t(`calendar.span.${steps}`)],
          [t("currency.label"), currency],
        ],
        definitions: [[t("calendar.figure.due"), t("calendar.figure.due.means")]],
        count: rows.length,
        portions: onePortion(rows),
      });
    },
  },
  "escheat-reports": {
    permission: "escheat.read",
    prepare: async (scope) => {
      const rows = await listReports(scope);
      return prepare<ReportListed>({
        name: "escheat-reports",
        title: t("reports.all"),
        columns: [
          { title: t("reports.column.report"), kind: "count", value: ({ id }) => id },
          { title: t("calendar.column.place"), kind: "text", value: ({ jurisdiction }) => placeName(jurisdiction) },
          { title: t("reports.form.year"), kind: "count", value: ({ reportYear }) => reportYear },
          { title: t("reports.column.state"), kind: "text", value: ({ state }) => t(`filing.state.${state}`) },
          { title: t("reports.form.asOf"), kind: "date", value: ({ asOf }) => asOf },
          { title: t("calendar.step.cutoff"), kind: "date", value: ({ cutoffOn }) => cutoffOn },
          { title: t("reports.column.due"), kind: "date", value: ({ dueOn }) => dueOn },
          { title: t("reports.column.filed"), kind: "date", value: ({ filedOn }) => filedOn },
          { title: t("calendar.column.cards"), kind: "count", value: ({ cards }) => cards },
          {
            title: t("reports.column.amount"),
            kind: "money",
            currency: ({ currency }) => currency,
            value: ({ amount }) => amount,
          },
          { title: t("reports.column.prepared"), kind: "text", value: ({ preparedByName }) => preparedByName },
        ],
        facts: [[t("export.issuer"), scope.issuer.name]],
        definitions: [],
        count: rows.length,
        portions: onePortion(rows),
      });
    },
  },
  "escheat-letters": {
    permission: "escheat.read",
    prepare: async (scope) => {
      const rows = await listLetterBatches(scope);
      return prepare<LetterBatchListed>({
        name: "escheat-letters",
        title: t("letters.all"),
        columns: [
          { title: t("letters.batch"), kind: "count", value: ({ id }) => id },
          { title: t("calendar.column.place"), kind: "text", value: ({ jurisdiction }) => placeName(jurisdiction) },
          { title: t("reports.form.year"), kind: "count", value: ({ reportYear }) => reportYear },
          { title: t("reports.column.state"), kind: "text", value: ({ state }) => t(`filing.letters.state.${state}`) },
          { title: t("letters.count"), kind: "count", value: ({ letters }) => letters },
          {
            title: t("letters.value"),
            kind: "money",
            currency: ({ currency }) => currency,
            value: ({ amount }) => amount,
          },
          { title: t("letters.issuedOn"), kind: "date", value: ({ issuedOn }) => issuedOn },
          { title: t("letters.proposedBy"), kind: "text", value: ({ proposedByName }) => proposedByName },
        ],
        facts: [[t("export.issuer"), scope.issuer.name]],
        definitions: [],
        count: rows.length,
        portions: onePortion(rows),
      });
    },
  },
} as const satisfies Record<string, ExportSource>;
