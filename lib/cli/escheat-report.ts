import { open } from "node:fs/promises";
import { draftInput, fileQuery } from "@/lib/escheat/filing/schema";
import { placeName, usJurisdictions } from "@/lib/escheat/jurisdiction-name";
import { previewReportFile, type ReportFile, writeReportFile } from "@/lib/escheat/queries/report-file";
import { listReports } from "@/lib/escheat/queries/reports";
import { scopeForOperator } from "@/lib/identity/scope";
import { toDecimal } from "@/lib/money";
import { parseInput } from "@/lib/validation";
import { command, UsageError } from "./command";

/** A report is drafted, looked over and filed by people; what a machine may have is its file. */
export const reportCommands = [
  command({
    name: "report",
    summary: "The file of a state's report: of the one that was made, else a preview that nothing keeps",
    options: {
      issuer: { type: "string", value: "CODE", required: true, summary: "the issuer's code" },
      state: { type: "string", value: "ST", field: "jurisdiction", required: true, summary: "two letters: WV" },
      year: {
        type: "string",
        value: "YEAR",
        field: "reportYear",
        required: true,
        summary: "the report year, which is that of the cut-off",
      },
      format: { type: "string", value: "FORMAT", default: "naupa3", summary: "naupa3, naupa2, csv or xlsx" },
      edition: { type: "string", value: "N", summary: "of NAUPA III: 0.1 or 1.0, as the state takes it" },
      payment: {
        type: "string",
        value: "TYPE",
        summary: "how it is paid, before it is filed: check, wire, ach-credit ...",
      },
      confirmation: { type: "string", value: "NUMBER", summary: "of the payment" },
      out: {
        type: "string",
        value: "FILE",
        required: true,
        summary: "where to write it; never over a file that is there",
      },
    },
    run: async ({ values, note }) => {
      const scope = await scopeForOperator(values.issuer ?? "");
      const of = asked(values.state ?? "", values.year ?? "");
      const { edition, payment, confirmation } = values;
      const format = parseInput(fileQuery, {
        format: values.format,
        ...(edition ? { edition } : {}),
        ...(payment ? { payment } : {}),
        ...(confirmation ? { confirmation } : {}),
      });
      const [report] = (await listReports(scope, { jurisdiction: of.jurisdiction, year: of.reportYear })).filter(
        ({ state }) => state !== "withdrawn",
      );
      if (!report) note("No report was made yet: this is a preview of today, which nothing keeps.");
      const file = report
        ? { ...(await writeReportFile(scope, report.id, format)), cards: report.cards, amount: report.amount }
        : await previewReportFile(scope, of, format);
      for (const warning of file.warnings) note(warning);
      const out = values.out ?? "";
      const bytes = await writeNew(out, file);
      const amount = toDecimal(file.amount, "USD");
      const what = report ? `report ${report.id} (${report.state})` : "preview";
      return {
        json: {
          out,
          bytes,
          report: report?.id ?? null,
          state: report?.state ?? null,
          cards: file.cards,
          amount,
          currency: "USD",
          warnings: file.warnings,
        },
        text: `${out}: ${what}, ${placeName(of.jurisdiction)} ${of.reportYear}, ${file.cards} cards, ${amount} USD`,
      };
    },
  }),
];

function asked(state: string, year: string) {
  const jurisdiction = `US-${state.toUpperCase()}`;
  if (!usJurisdictions.includes(jurisdiction))
    throw new UsageError(`--state is two letters of a state or territory such as WV, not "${state}".`);
  if (!/^\d{4}$/.test(year)) throw new UsageError(`--year is a year such as 2026, not "${year}".`);
  return parseInput(draftInput, { jurisdiction, reportYear: Number(year) });
}

/** What has been written for a state is not written over. */
async function writeNew(out: string, file: ReportFile): Promise<number> {
  const handle = await open(out, "wx").catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      error.code === "EEXIST" ? `${out} is there already.` : `${out} cannot be written: ${error.message}`,
    );
  });
  let size = 0;
  try {
    for await (const chunk of file.bytes()) size += (await handle.write(chunk)).bytesWritten;
  } finally {
    await handle.close();
  }
  return size;
}
