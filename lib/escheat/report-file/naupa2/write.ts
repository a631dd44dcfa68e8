import { t } from "@/lib/messages/escheat-files";
import { naupa2Relationships } from "../codes";
import { type Problem, refuseProblems } from "../problem";
import { propertiesOf, type ReportProperty, type StateReport } from "../report";
import { propertyPlace, reportProblems } from "../report-problems";
import { checkNaupa2 } from "./check";
import { layoutProblems } from "./check-layout";
import { fieldsOf, type Layout, type Naupa2Record } from "./layout";
import { recordText } from "./record";
import { holderValues, ownerValues, propertyValues, summaryValues } from "./values";
import { naupa2Warnings } from "./warnings";

export type Naupa2Format = {
  readonly layout: Layout;
  /** Four characters; MS12 in the standard, though some states add their own. A setting, without a default. */
  readonly propertyCode: string | null;
  /** What the state's rule says of reporting several owners as one line. */
  readonly aggregateAllowed: boolean;
};

/**
 * Reports of one or more holders to the same state as one NAUPA II file: for each holder HOLDER, its PROPERTY records
 * (with PROPADD for further owners) and SUMINFO; 625 bytes and CR LF each. The finished bytes are read again by a checker
 * that shares nothing with the writer but the layout.
 * @throws Invalid that names every problem; then nothing is written.
 */
export function naupa2File(
  reports: readonly StateReport[],
  format: Naupa2Format,
): { readonly bytes: Uint8Array; readonly warnings: readonly string[] } {
  refuseProblems([...layoutProblems(format.layout), ...formatProblems(reports, format)]);
  const records = reports.flatMap((report) => blockOf(report, format));
  refuseProblems(records.flatMap(({ problems }) => problems));
  const bytes = new TextEncoder().encode(records.map(({ text }) => `${text}\r\n`).join(""));
  refuseProblems(checkNaupa2(bytes, format));
  return { bytes, warnings: naupa2Warnings(reports) };
}

function formatProblems(
  reports: readonly StateReport[],
  { propertyCode, layout, aggregateAllowed }: Naupa2Format,
): Problem[] {
  const place = t("reportFile.place.report");
  const say = (field: string, fault: string): Problem => ({ place, field, fault });
  const state = t("reportFile.field.reportState");
  const properties = reports.flatMap(propertiesOf);
  const problems = reports.flatMap(reportProblems);
  if (reports.length === 0) problems.push(say(t("reportFile.part.report"), t("reportFile.missing")));
  if (new Set(reports.map((report) => report.state)).size > 1)
    problems.push(say(state, t("reportFile.naupa2.oneState")));
  if (properties.length > 0 && !/^[A-Z]{2}[A-Z0-9]{2}$/.test(propertyCode ?? ""))
    problems.push(say(t("reportFile.field.propertyCode"), t("reportFile.naupa2.codeUnset")));
  if (reports.some(({ body }) => body.kind === "properties" && body.type === "no-remittance"))
    problems.push(say(t("reportFile.field.reportType"), t("reportFile.naupa2.noRemittance")));
  if (!aggregateAllowed && properties.some(isAggregate))
    problems.push(say(t("reportFile.part.owner"), t("reportFile.naupa2.aggregate")));
  if (fieldsOf(layout, "PROPADD").length === 0 && properties.some(({ owners }) => owners.length > 1))
    problems.push(say(t("reportFile.part.owner"), t("reportFile.naupa2.noPropadd")));
  return [...problems, ...properties.flatMap(ownerProblems)];
}

const isAggregate = ({ owners }: ReportProperty): boolean => owners.some((owner) => owner.kind === "aggregate");

function ownerProblems(property: ReportProperty, index: number): Problem[] {
  const place = propertyPlace(property, index);
  if (property.owners.length === 0)
    return [{ place, field: t("reportFile.part.owner"), fault: t("reportFile.missing") }];
  return property.owners.flatMap((owner) =>
    owner.kind === "named" && !naupa2Relationships.includes(owner.relationship)
      ? [{ place, field: t("reportFile.field.relationship"), fault: t("reportFile.rule.relationship") }]
      : [],
  );
}

function blockOf(report: StateReport, { layout, propertyCode }: Naupa2Format) {
  const write = (record: Naupa2Record, values: Parameters<typeof recordText>[2], place: string) =>
    recordText(layout, record, values, place);
  const properties = propertiesOf(report).flatMap((property, index) => {
    const place = propertyPlace(property, index);
    return property.owners.map((owner, position) =>
      position === 0
        ? write("PROPERTY", propertyValues(property, index + 1, owner, propertyCode ?? ""), place)
        : write("PROPADD", ownerValues(index + 1, owner), place),
    );
  });
  return [
    write("HOLDER", holderValues(report), t("reportFile.part.holder")),
    ...properties,
    write("SUMINFO", summaryValues(report), t("reportFile.naupa2.summary")),
  ];
}
