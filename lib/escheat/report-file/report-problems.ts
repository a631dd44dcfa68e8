import { type CivilDate, isCivilDate } from "@/lib/dates";
import { usStates } from "@/lib/ingest/row/places";
import { t } from "@/lib/messages/escheat-files";
import type { Problem } from "./problem";
import { propertiesOf, type ReportBody, type ReportProperty, type StateReport } from "./report";
import { reportTotals } from "./totals";

/** "Property 3, account GC-7": how a property is named in every problem. */
export const propertyPlace = (property: ReportProperty, index: number): string =>
  t("reportFile.place.property", { number: index + 1, account: property.account });

/** What makes a report wrong in any format: nonsense in dates and amounts, a card twice, money without payment. */
export function reportProblems(report: StateReport): Problem[] {
  const place = t("reportFile.place.report");
  const problems: Problem[] = [];
  const add = (field: string, fault: string) => problems.push({ place, field, fault });
  if (!Object.hasOwn(usStates, report.state)) add(t("reportFile.field.reportState"), t("reportFile.fault.state"));
  if (!Number.isInteger(report.year) || report.year < 1900 || report.year > 9999)
    add(t("reportFile.field.year"), t("reportFile.fault.year"));
  if (report.body.kind === "properties") {
    if (report.body.properties.length === 0) add(t("reportFile.part.properties"), t("reportFile.fault.none"));
    if (report.payment === null && reportTotals(report).remittedCents > 0n)
      add(t("reportFile.part.payment"), t("reportFile.fault.unpaid"));
    const { body } = report;
    problems.push(...body.properties.flatMap((property, index) => propertyProblems(property, index, body)));
  }
  return [...problems, ...twice(propertiesOf(report))];
}

function twice(properties: readonly ReportProperty[]): Problem[] {
  const first = new Map<string, number>();
  return properties.flatMap((property, index) => {
    const before = first.get(property.account);
    if (before === undefined) {
      first.set(property.account, index);
      return [];
    }
    const fault = t("reportFile.fault.twice", { number: before + 1 });
    return [{ place: propertyPlace(property, index), field: t("reportFile.field.account"), fault }];
  });
}

function propertyProblems(property: ReportProperty, index: number, body: ReportBody): Problem[] {
  const place = propertyPlace(property, index);
  return [...dateFaults(property, body), ...amountFaults(property, body), ...ownerFaults(property)].map(
    ([field, fault]) => ({ place, field, fault }),
  );
}

type Fault = readonly [field: string, fault: string];

/** Whether the first day is after the second; a day that does not exist is named by the format's own check. */
const isAfter = (one: CivilDate, other: CivilDate): boolean => isCivilDate(one) && isCivilDate(other) && one > other;

function dateFaults(
  { lastActivityOn, presumedAbandonedOn, letters, returnedMailOn }: ReportProperty,
  { asOf }: ReportBody,
) {
  const faults: Fault[] = [];
  if (isAfter(lastActivityOn, presumedAbandonedOn))
    faults.push([t("reportFile.field.lastActivity"), t("reportFile.fault.activityAfter")]);
  if (isAfter(presumedAbandonedOn, asOf)) faults.push([t("reportFile.field.presumed"), t("reportFile.fault.tooEarly")]);
  if (letters?.second && isAfter(letters.first, letters.second))
    faults.push([t("reportFile.field.letter2"), t("reportFile.fault.letterOrder")]);
  if (returnedMailOn !== null && letters === null)
    faults.push([t("reportFile.field.returned"), t("reportFile.fault.returnedWithout")]);
  return faults;
}

function amountFaults({ reportedCents, remittedCents }: ReportProperty, { type }: ReportBody): Fault[] {
  const faults: Fault[] = [];
  if (reportedCents <= 0n) faults.push([t("reportFile.field.reported"), t("reportFile.fault.nothing")]);
  const due = type === "no-remittance" ? 0n : reportedCents;
  if (remittedCents !== due) {
    const fault = type === "no-remittance" ? "reportFile.fault.remits" : "reportFile.fault.remittedDiffers";
    faults.push([t("reportFile.field.remitted"), t(fault)]);
  }
  return faults;
}

function ownerFaults({ owners }: ReportProperty): Fault[] {
  if (owners.length > 1 && owners.some((owner) => owner.kind !== "named"))
    return [[t("reportFile.part.owner"), t("reportFile.fault.ownerAlone")]];
  return [];
}
