import { type Address, hrefTo } from "@/lib/address";
import type { CalendarYear } from "@/lib/escheat/filing/calendar";

/** Where the work on a year is done: its report, or the list in which it can be begun. */
export function yearHref({ report, jurisdiction, reportYear }: CalendarYear, address: Address): string {
  return report
    ? hrefTo(`/issuer/escheat/reports/${report.id}`, address)
    : hrefTo("/issuer/escheat/reports", address, { jurisdiction, year: String(reportYear) });
}
