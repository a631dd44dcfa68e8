import type { CivilDate } from "@/lib/dates";
import type { ExportColumn, ExportTable, Fact } from "@/lib/export/table";
import { formatCount } from "@/lib/format";
import { usStates } from "@/lib/ingest/row/places";
import { t } from "@/lib/messages/escheat-files";
import type { MessageKey } from "@/lib/messages/message";
import { toDecimal } from "@/lib/money";
import { fullName, type PostalAddress } from "./party";
import { type Owner, propertiesOf, type ReportProperty, type StateReport } from "./report";
import { reportTotals } from "./totals";

export type ReportRow = ReportProperty & { readonly number: number };

/** Fields are named inside sentences too, so their messages begin small. */
function heading(label: MessageKey<typeof t>): string {
  const name = t(label);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

const text = (label: MessageKey<typeof t>, value: (row: ReportRow) => string | null): ExportColumn<ReportRow> => ({
  title: heading(label),
  kind: "text",
  value: (row) => value(row) ?? "",
});
const date = (label: MessageKey<typeof t>, value: (row: ReportRow) => CivilDate | null): ExportColumn<ReportRow> => ({
  title: heading(label),
  kind: "date",
  value,
});
const amount = (label: MessageKey<typeof t>, value: (row: ReportRow) => bigint): ExportColumn<ReportRow> => ({
  title: heading(label),
  kind: "money",
  currency: "USD",
  value,
});

/** Of several owners all names, and the address of the first: a row is a property. */
const ownerNames = ({ owners }: ReportRow): string =>
  owners
    .map((owner) => (owner.kind === "named" ? fullName(owner.name) : t(`reportFile.owner.${owner.kind}`)))
    .join("; ");

const addressOf = (owner: Owner | undefined): PostalAddress | null =>
  owner === undefined || owner.kind === "aggregate" ? null : owner.address;

const inAddress = (read: (address: PostalAddress) => string | null) => (row: ReportRow) => {
  const address = addressOf(row.owners[0]);
  return address && read(address);
};

const street = ({ line1, line2, line3 }: PostalAddress) => [line1, line2, line3].filter(Boolean).join(", ");

export const reportColumns: readonly ExportColumn<ReportRow>[] = [
  { title: heading("reportFile.field.number"), kind: "count", value: ({ number }) => number },
  text("reportFile.field.account", ({ account }) => account),
  text("reportFile.field.ownerType", ({ owners }) => (owners[0] ? t(`reportFile.owner.${owners[0].kind}`) : "")),
  text("reportFile.part.owner", ownerNames),
  text("reportFile.field.relationship", ({ owners }) => (owners[0]?.kind === "named" ? owners[0].relationship : "")),
  text("reportFile.field.line1", inAddress(street)),
  text(
    "reportFile.field.city",
    inAddress(({ city }) => city),
  ),
  text(
    "reportFile.field.state",
    inAddress((address) => (address.kind === "us" ? address.state : address.province)),
  ),
  text(
    "reportFile.field.zip",
    inAddress((address) => (address.kind === "us" ? address.zip : address.postalCode)),
  ),
  text(
    "reportFile.field.country",
    inAddress((address) => (address.kind === "us" ? "USA" : address.country)),
  ),
  date("reportFile.field.lastActivity", ({ lastActivityOn }) => lastActivityOn),
  date("reportFile.field.presumed", ({ presumedAbandonedOn }) => presumedAbandonedOn),
  date("reportFile.field.letter1", ({ letters }) => letters?.first ?? null),
  date("reportFile.field.letter2", ({ letters }) => letters?.second ?? null),
  date("reportFile.field.returned", ({ returnedMailOn }) => returnedMailOn),
  text("reportFile.field.soldIn", ({ soldIn }) => soldIn),
  text("reportFile.field.description", ({ description }) => description),
  amount("reportFile.field.reported", ({ reportedCents }) => reportedCents),
  amount("reportFile.field.remitted", ({ remittedCents }) => remittedCents),
];

function factsOf(report: StateReport): Fact[] {
  const { body, holder } = report;
  const totals = reportTotals(report);
  return [
    [heading("reportFile.part.holder"), holder.name],
    [heading("reportFile.field.reportState"), usStates[report.state] ?? report.state],
    [heading("reportFile.field.year"), String(report.year)],
    [
      heading("reportFile.field.reportType"),
      t(`reportFile.type.${body.kind === "properties" ? body.type : "negative"}`),
    ],
    [heading("reportFile.field.asOf"), body.asOf ?? ""],
    [heading("reportFile.part.properties"), formatCount(totals.properties)],
    [heading("reportFile.field.reported"), toDecimal(totals.reportedCents, "USD")],
    [heading("reportFile.field.remitted"), toDecimal(totals.remittedCents, "USD")],
  ];
}

const portionRows = 20_000;

async function* portionsOf(properties: readonly ReportProperty[]): AsyncGenerator<readonly ReportRow[]> {
  for (let start = 0; start < properties.length; start += portionRows)
    yield properties
      .slice(start, start + portionRows)
      .map((property, index) => ({ ...property, number: start + index + 1 }));
}

/** The same report as rows, one per property, for CSV and XLSX: what a person checks before the state's file is sent. */
export function reportTable(report: StateReport): ExportTable<ReportRow> {
  const properties = propertiesOf(report);
  return {
    name: `unclaimed-property-${report.state}-${report.year}`,
    title: t("reportFile.title", { state: usStates[report.state] ?? report.state, year: report.year }),
    columns: reportColumns,
    facts: factsOf(report),
    definitions: [
      [heading("reportFile.field.presumed"), t("reportFile.field.presumed.means")],
      [heading("reportFile.field.reported"), t("reportFile.field.reported.means")],
      [heading("reportFile.field.remitted"), t("reportFile.field.remitted.means")],
    ],
    count: properties.length,
    portions: portionsOf(properties),
  };
}
