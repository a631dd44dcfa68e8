export type DecimalMark = "." | ",";

export type ParsedAmount =
  | { readonly ok: true; readonly negative: boolean; readonly digits: string; readonly decimals: string }
  | { readonly ok: false; readonly reason: "form" | "ambiguous" };

/** Signs and currency marks that may stand around a number: $ € £ ¥ ₽ and spaces of any kind. */
const DECORATION = /[\p{Sc}\s\u00a0\u202f']/gu;
const PLAIN = /^-?\d+(?:\.\d+)?$/;

/**
 * An amount as digits before and after the decimal mark, nothing computed. Grouping marks are taken only where they
 * group by three; `(12.50)` and `12.50-` are negative as accountants write it. `1e3` is no amount.
 */
export function parseAmount(text: string, mark: DecimalMark): ParsedAmount {
  if (mark === "." && PLAIN.test(text)) return split(text, ".");
  let value = text.normalize("NFKC").replace(DECORATION, "").replace(/[−–]/g, "-");
  let negative = false;
  if (/^\(.*\)$/.test(value)) {
    negative = true;
    value = value.slice(1, -1);
  } else if (value.endsWith("-")) {
    negative = true;
    value = value.slice(0, -1);
  }
  if (value.startsWith("-")) {
    if (negative) return { ok: false, reason: "form" };
    negative = true;
    value = value.slice(1);
  } else if (value.startsWith("+")) value = value.slice(1);
  const group = mark === "." ? "," : ".";
  const [whole = "", ...rest] = value.split(mark);
  if (rest.length > 1) return { ok: false, reason: "form" };
  let digits = whole;
  if (whole.includes(group)) {
    const groups = whole.split(group);
    const grouped = groups.every((part, at) => /^\d+$/.test(part) && (at === 0 ? part.length <= 3 : part.length === 3));
    if (!grouped) return { ok: false, reason: "ambiguous" };
    digits = groups.join("");
  }
  const decimals = rest[0] ?? "";
  if (!/^\d*$/.test(digits) || !/^\d*$/.test(decimals) || digits + decimals === "")
    return { ok: false, reason: "form" };
  return { ok: true, negative, digits: digits === "" ? "0" : digits, decimals };
}

function split(text: string, mark: string): ParsedAmount {
  const negative = text.charCodeAt(0) === 45;
  const body = negative ? text.slice(1) : text;
  const at = body.indexOf(mark);
  return at < 0
    ? { ok: true, negative, digits: body, decimals: "" }
    : { ok: true, negative, digits: body.slice(0, at), decimals: body.slice(at + 1) };
}

/**
 * The amount in units of 10^-places as a string of digits with its sign; null when it has more decimals than that.
 * Trailing zeros are no precision: 12.500 has one decimal.
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
