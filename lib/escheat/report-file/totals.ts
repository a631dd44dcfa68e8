import { propertiesOf, type ReportProperty, type StateReport } from "./report";

export type ReportTotals = {
  readonly properties: number;
  readonly reportedCents: bigint;
  readonly remittedCents: bigint;
};

/**
 * What a report says in all: its properties counted, their amounts added exactly, in US cents. A negative report is
 * zero in every figure.
 */
export function reportTotals(report: Pick<StateReport, "body">): ReportTotals {
  const properties = propertiesOf(report);
  const sum = (amount: (property: ReportProperty) => bigint) =>
    properties.reduce((total, property) => total + amount(property), 0n);
  return {
    properties: properties.length,
    reportedCents: sum((property) => property.reportedCents),
    remittedCents: sum((property) => property.remittedCents),
  };
}
