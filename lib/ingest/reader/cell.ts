/** How a cell's format shows its number, as far as the number is read otherwise for it. */
export type Display = { readonly kind: "date" } | { readonly kind: "zeros"; readonly digits: number } | null;

/** A cell as the sheet holds it. `type` is the sheet's letter for what the text is; null: nothing was written. */
export type SheetCell = {
  readonly type: string | undefined;
  readonly text: string | null;
  readonly isFormula: boolean;
  readonly display: Display;
};

/** Formats by number, whose codes no workbook has to write out; some are dates in Far Eastern editions only. */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

export function displayOf(id: number, code: string | undefined): Display {
  if (code === undefined) return isBuiltInDate(id) ? { kind: "date" } : null;
  if (/^0{2,}$/.test(code)) return { kind: "zeros", digits: code.length };
  // Without what stands in quotes or brackets or behind a sign that makes the next one literal.
  const signs = code.replace(/"[^"]*"|\[[^\]]*\]|[\\_*]./g, "").replace(/general/gi, "");
  return /[ymdhsb]/i.test(signs) ? { kind: "date" } : null;
}

/** Of a formula that no program has worked out yet. Read as empty, an expiry would become none. */
const NOT_WORKED_OUT = "#CALC!";

/** A cell as the text a CSV export would hold; what a formula came to is read as if it had been typed in. */
export function cellText(cell: SheetCell, strings: readonly string[], is1904: boolean): string {
  const { type, text, isFormula } = cell;
  if (text === null) return isFormula && type !== "str" ? NOT_WORKED_OUT : "";
  switch (type) {
    case "s": {
      const shared = strings[Number(text)];
      if (shared === undefined) throw new Error(`The workbook has no text ${text}`);
      return shared;
    }
    case "str":
    case "inlineStr":
    case "e":
      return text;
    case "b":
      return Number(text) === 0 ? "FALSE" : "TRUE";
    case "d":
      return text
        .replace(/Z$/, "")
        .replace(/T00:00:00(\.0+)?$/, "")
        .replace("T", " ");
    default:
      return numberText(text, cell.display, is1904);
  }
}

/**
 * Whole numbers are exact up to 2^53 and keep every digit. Beyond, digits are lost: those are written as a spreadsheet
 * exports them, with an exponent, so that none passes for a card's number. Of fractions what follows the 15th digit is noise.
 */
function numberText(text: string, display: Display, is1904: boolean): string {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) return text;
  if (display?.kind === "date") return dateText(value, is1904) ?? text;
  const number = Number.isInteger(value) ? value : Number(value.toPrecision(15));
  if (!Number.isInteger(number)) return String(number);
  if (!Number.isSafeInteger(number)) return number.toExponential().toUpperCase();
  const digits = String(number);
  return display?.kind === "zeros" && number >= 0 ? digits.padStart(display.digits, "0") : digits;
}

const DAY_SECONDS = 86_400;
/** 1 January 1970 among the days of a workbook, and the last day that it can show. */
const EPOCH_DAY = 25_569;
const AFTER_LAST_DAY = 2_958_466;
const DAYS_TO_1904 = 1_462;

/** A workbook's dates have no zone; they are given back as they stand in the cell. Null: the number is no day. */
function dateText(value: number, is1904: boolean): string | null {
  const day = value + (is1904 ? DAYS_TO_1904 : 0);
  if (day < 0 || day >= AFTER_LAST_DAY) return null;
  const text = new Date(Math.round((day - EPOCH_DAY) * DAY_SECONDS) * 1000).toISOString();
  return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : text.slice(0, 19).replace("T", " ");
}
