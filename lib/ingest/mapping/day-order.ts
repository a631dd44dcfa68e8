import { type DateFormat, otherOrders, parseDate } from "../row/dates";

/**
 * Of formats that differ in the order of day, month and short year, those that a whole file leaves: a day above the twelfth
 * does not fit all. All are left where each has a day that it cannot read, because then a person must look.
 */
export class DayOrder {
  private readonly failed = new Set<DateFormat>();

  constructor(private readonly formats: readonly DateFormat[]) {}

  add(value: string): void {
    for (const format of this.formats) {
      if (this.failed.has(format) || parseDate(value, [format]).ok) continue;
      if (this.othersOf(format).some((other) => parseDate(value, [other]).ok)) this.failed.add(format);
    }
  }

  left(): DateFormat[] {
    const stands = (format: DateFormat) => !this.failed.has(format);
    return this.formats.filter((format) => stands(format) || !this.othersOf(format).some(stands));
  }

  private othersOf(format: DateFormat): DateFormat[] {
    return otherOrders(format).filter((other) => this.formats.includes(other));
  }
}
