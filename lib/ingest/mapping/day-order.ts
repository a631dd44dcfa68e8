import { type DateFormat, parseDate } from "../row/dates";

/**
 * Of formats that differ in the order of day and month, those that a whole file leaves: a day above the twelfth fits one
 * alone. All are left where there is none, and where there are some of each, because then a person must look.
 */
export class DayOrder {
  private readonly alone = new Set<DateFormat>();

  constructor(private readonly formats: readonly DateFormat[]) {}

  add(value: string): void {
    const fitting = this.formats.filter((format) => parseDate(value, [format]).ok);
    const [only, ...others] = fitting;
    if (only !== undefined && others.length === 0) this.alone.add(only);
  }

  left(): DateFormat[] {
    return this.alone.size === 1 ? [...this.alone] : [...this.formats];
  }
}
