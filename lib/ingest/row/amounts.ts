import { currencySigns } from "./currency-signs";

export type DecimalMark = "." | ",";

export type ParsedAmount =
  | {
      readonly ok: true;
      readonly negative: boolean;
      readonly digits: string;
      readonly decimals: string;
      /** The sign of a currency that stands beside it: € or $; empty where there is none. */
      readonly sign: string;
    }
  | { readonly ok: false; readonly reason: "form" | "ambiguous" };

/** Longer than any amount, marks and all. */
const MOST_CHARACTERS = 60;
const PLAIN = /^-?\d+(?:\.\d+)?$/;
/** What may stand before and after the number: a currency's sign, and what accountants write for a minus. */
const SHAPE = /^([\s\p{Sc}(+-]*)([\d.,'’\s]*?)([\s\p{Sc})-]*)$/u;
const NEGATIVE = ["- ", " -", "( )"];
const POSITIVE = [" ", "+ "];

/**
 * An amount as digits before and after the decimal mark, nothing computed. What groups digits (comma or point, space,
 * apostrophe) is taken only where it groups by three; `(12.50)` and `12.50-` are negative as accountants write it.
 * `1e3` is no amount.
 */
export function parseAmount(text: string, mark: DecimalMark): ParsedAmount {
  if (mark === "." && PLAIN.test(text)) return split(text, ".");
  const form = { ok: false, reason: "form" } as const;
  if (text.length > MOST_CHARACTERS) return form;
  const [, before, number, after] = SHAPE.exec(text.normalize("NFKC").replace(/[−–]/g, "-").trim()) ?? [];
  if (before === undefined || number === undefined || after === undefined) return form;
  const [sign = "", ...more] = `${before}${after}`.match(/\p{Sc}/gu) ?? [];
  if (more.length > 0 || (sign !== "" && !currencySigns.has(sign))) return form;
  const around = [before, after].map((part) => part.replace(/[\s\p{Sc}]/gu, "")).join(" ");
  const negative = NEGATIVE.includes(around);
  if (!negative && !POSITIVE.includes(around)) return form;
  const [whole = "", decimals = "", ...rest] = number.split(mark);
  if (rest.length > 0 || !/^\d*$/.test(decimals) || !/\d/.test(number)) return form;
  const digits = ungrouped(whole);
  return digits === null ? { ok: false, reason: "ambiguous" } : { ok: true, negative, digits, decimals, sign };
}

/** The whole part without its marks; null when they do not all part it by three, or are not all the same. Nobody groups 0,500. */
function ungrouped(whole: string): string | null {
  if (/^\d*$/.test(whole)) return whole === "" ? "0" : whole;
  const found = new Set(whole.replace(/\d/g, "").replace(/\s/g, " "));
  if (found.size > 1) return null;
  const [first = "", ...groups] = whole.split(/\D/);
  const isGrouped = /^[1-9]\d{0,2}$/.test(first) && groups.every((group) => /^\d{3}$/.test(group));
  return isGrouped ? first + groups.join("") : null;
}

function split(text: string, mark: string): ParsedAmount {
  const negative = text.charCodeAt(0) === 45;
  const body = negative ? text.slice(1) : text;
  const at = body.indexOf(mark);
  return at < 0
    ? { ok: true, negative, digits: body, decimals: "", sign: "" }
    : { ok: true, negative, digits: body.slice(0, at), decimals: body.slice(at + 1), sign: "" };
}

/** Written so that the mark may as well group thousands: 2.000, but not 2.00, 0.500 or 1,234.500. */
export const looksGrouped = (text: string, { decimals }: ParsedAmount & { ok: true }): boolean =>
  decimals.length === 3 && /^\D*[1-9]\d{0,2}[.,]\d{3}\D*$/.test(text.normalize("NFKC"));

/**
 * The amount in units of 10^-places as a string of digits with its sign; null when it has more decimals than that.
 * Trailing zeros are no precision: 12.5000 has one decimal. That 12.500 may be none at all is for `looksGrouped` to say.
 */
export function scaled(amount: ParsedAmount & { ok: true }, places: number): string | null {
  let decimals = amount.decimals;
  if (decimals.length > places) {
    if (/[1-9]/.test(decimals.slice(places))) return null;
    decimals = decimals.slice(0, places);
  }
  const digits = (amount.digits + decimals.padEnd(places, "0")).replace(/^0+(?=\d)/, "");
  return amount.negative && digits !== "0" ? `-${digits}` : digits;
}
