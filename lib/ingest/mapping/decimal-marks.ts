import { type DecimalMark, parseAmount } from "../row/amounts";

const marks: readonly DecimalMark[] = [".", ","];

export type Doubtful = { readonly text: string; readonly column: string };

/**
 * Which mark stands before decimals in a file's amounts. `12.50` and `1,234.5` say it; `12,500` may be twelve and a half or
 * twelve thousand five hundred, and where a file has no others, a person must say it: a currency does not, for dinars have
 * three decimals and yen are often written with none.
 */
export class DecimalMarks {
  private readonly sure = new Set<DecimalMark>();
  /** The first amount that is one thing with a point and another with a comma. */
  private open: Doubtful | null = null;

  add(text: string, column = ""): void {
    if (!/[.,]/.test(text)) return;
    const [only, ...more] = marks.filter((mark) => parseAmount(text, mark).ok);
    if (only === undefined) return;
    if (more.length > 0) this.open ??= { text, column };
    else this.sure.add(only);
  }

  /** None where no amount has a mark; both where a person must look. */
  left(): DecimalMark[] {
    if (this.sure.size === 0) return this.open === null ? [] : [...marks];
    return [...this.sure];
  }

  get isPoint(): boolean {
    return this.sure.has(".");
  }

  /** An amount that a mapping without a mark would read as one of two, with nothing else in the file to say which. */
  get doubtful(): Doubtful | null {
    return this.isPoint ? null : this.open;
  }
}
