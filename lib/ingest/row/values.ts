import { UNKNOWN } from "@/lib/cards/constants";
import { civilDateIn } from "@/lib/dates";
import { isCurrency } from "@/lib/money";
import type { Field } from "../entities";
import type { FileMapping } from "../mapping/schema";
import { looksGrouped, parseAmount, scaled } from "./amounts";
import { choiceTable, plain, yesNoTable } from "./choices";
import { type DateFormat, orderThatFits, parseDate } from "./dates";
import { countryCode, stateCode } from "./places";
import { type ProblemCode, shown } from "./problem";

/** A value as the staging table takes it, or why not. Null: the file says nothing. */
export type Value =
  | {
      readonly ok: true;
      readonly text: string | null;
      /** Of an amount: the currency's sign beside it, and whether its mark may as well group thousands. */
      readonly sign?: string;
      readonly looksGrouped?: true;
    }
  | { readonly ok: false; readonly code: ProblemCode; readonly reason: string };
export type ValueParser = (raw: string) => Value;

export type RowContext = {
  /** Today in the issuer's zone: what lies after it has not happened. */
  readonly today: string;
  /** The issuer's: in it lies the day of an instant that names its own zone. */
  readonly timeZone: string;
};

const MOST_CHARACTERS = 1_000;
/** Amounts are staged in thousandths, the finest unit any currency here has, until their currency is known. */
export const AMOUNT_PLACES = 3;
const CACHED = 20_000;

const fine = (text: string | null): Value => ({ ok: true, text });
const bad = (code: ProblemCode, reason: string): Value => ({ ok: false, code, reason });

/** The parser of one field under one mapping. Never called with an empty value. */
export function valueParser(field: Field, file: FileMapping, context: RowContext): ValueParser {
  const translations = file.translations[field.name] ?? {};
  const name = field.label;
  const nothing = new Set(
    Object.keys(translations)
      .filter((word) => translations[word] === "")
      .map(plain),
  );
  switch (field.type) {
    case "choice": {
      const table = choiceTable(field.name, field.choices ?? [], translations);
      return cached((raw) => {
        if (nothing.has(plain(raw))) return fine(null);
        const choice = table.get(plain(raw));
        return choice === undefined
          ? bad(
              "choice-unknown",
              `${name} "${shown(raw)}" is not known. Known are ${(field.choices ?? []).join(", ")}.`,
            )
          : fine(choice);
      });
    }
    case "yesNo": {
      const table = yesNoTable(translations);
      return cached((raw) => {
        if (nothing.has(plain(raw))) return fine(null);
        const answer = table.get(plain(raw));
        return answer === undefined
          ? bad("choice-unknown", `${name} "${shown(raw)}" is neither yes nor no.`)
          : fine(answer);
      });
    }
    default:
      return translated(translations, withoutCellErrors(name, simpleParser(field, file, context)));
  }
}

function simpleParser(field: Field, file: FileMapping, context: RowContext): ValueParser {
  const name = field.label;
  switch (field.type) {
    case "amount":
      return (raw) => amount(name, raw, file.decimalMark ?? ".");
    case "date":
    case "lastDay":
    case "birthDate":
    case "instant":
      return cached((raw) => date(field, raw, file.dateFormats, context));
    case "days":
      return (raw) =>
        /^\d{1,5}$/.test(raw)
          ? fine(raw)
          : bad("number-form", `${name} "${shown(raw)}" is not a whole number of days.`);
    case "currency":
      return cached((raw) => {
        const code = raw.toUpperCase();
        return isCurrency(code)
          ? fine(code)
          : bad("currency-unknown", `${name} "${shown(raw)}" is not a currency. Use its three letters, like USD.`);
      });
    case "state":
      return cached((raw) => fine(stateCode(raw) ?? `?${raw}`));
    case "country":
      return cached((raw) => {
        const code = countryCode(raw);
        return code === undefined ? bad("place-unknown", `${name} "${shown(raw)}" is not a country.`) : fine(code);
      });
    case "timeZone":
      return cached((raw) =>
        isTimeZone(raw) ? fine(raw) : bad("zone-unknown", `${name} "${shown(raw)}" is not a time zone.`),
      );
    case "code":
      return (raw) => {
        if (raw === UNKNOWN && namesMember(field)) return reserved(field);
        return isShortened(raw) ? shortened(name, raw) : text(name, raw);
      };
    default:
      return (raw) => text(name, raw);
  }
}

const text = (name: string, raw: string): Value =>
  raw.length > MOST_CHARACTERS
    ? bad("too-long", `${name} is ${raw.length} characters long; at most ${MOST_CHARACTERS} are kept.`)
    : fine(raw);

/** Figures are cut by these codes, and what nobody has named stands among them under the reserved word. */
const namesMember = (field: Field) =>
  field.name === "code" || ["merchant", "brand", "card_type"].includes(field.refersTo ?? "");

const reserved = (field: Field): Value =>
  bad(
    "reserved",
    `${field.label} "${UNKNOWN}" is the word for what nobody has named. ${
      field.refersTo
        ? "Translate it to nothing if that is meant; else another code is needed."
        : "Another code is needed, here and where it is referred to."
    }`,
  );

/**
 * A spreadsheet shows and exports a long number as 6.03628E+15: thousands of cards become one, and the real digits are not in
 * the file. A code that is truly 1E+5 is refused too. Nothing tells it from a shortened 100000, and a translation can name it;
 * two cards that have become one are found by nobody. Without decimals and sign, 3E12 is a code as many systems make them.
 */
const isShortened = (raw: string): boolean => /^\d(?:[.,]\d+e\+?|e\+)\d+$/i.test(raw);

const shortened = (name: string, raw: string): Value =>
  bad(
    "code-shortened",
    `${name} "${shown(raw)}" is a number that a spreadsheet has shortened or cannot hold exactly: its last digits are lost. ` +
      'Bring the column in from its source as text, or, for up to 15 digits, give it the number format "0"; then export it again.',
  );

/** What a spreadsheet writes for a formula that has failed, in English, German and Russian; none is a name or a code. */
const CELL_ERROR = /^#(?:N\/A|NV|Н\/Д|GETTING_DATA|\p{Lu}[\p{Lu}\d/]*[!?])$/u;

const withoutCellErrors =
  (name: string, parser: ValueParser): ValueParser =>
  (raw) =>
    raw.startsWith("#") && CELL_ERROR.test(raw)
      ? bad(
          "cell-error",
          `${name} "${shown(raw)}" is an error of the spreadsheet, not a value. Mend the formula or have it worked out, save, and bring the file again.`,
        )
      : parser(raw);

function amount(name: string, raw: string, mark: "." | ","): Value {
  const parsed = parseAmount(raw, mark);
  if (!parsed.ok) {
    return parsed.reason === "ambiguous"
      ? bad(
          "amount-form",
          `${name} "${shown(raw)}" can be read in two ways. Check which sign marks decimals in this file.`,
        )
      : bad("amount-form", `${name} "${shown(raw)}" is not an amount.`);
  }
  if (parsed.digits.replace(/^0+/, "").length > 12)
    return bad("amount-size", `${name} "${shown(raw)}" is larger than any card's value.`);
  const thousandths = scaled(parsed, AMOUNT_PLACES);
  if (thousandths === null)
    return bad("amount-precision", `${name} "${shown(raw)}" has more decimals than any currency.`);
  const isGrouped = looksGrouped(raw, parsed);
  if (parsed.sign === "" && !isGrouped) return fine(thousandths);
  return {
    ok: true,
    text: thousandths,
    ...(parsed.sign === "" ? {} : { sign: parsed.sign }),
    ...(isGrouped ? { looksGrouped: true } : {}),
  };
}

function date(field: Field, raw: string, formats: readonly DateFormat[], context: RowContext): Value {
  // A birth date with a short year lies in the hundred years that end today.
  const parsed = parseDate(raw, formats, field.type === "birthDate" ? Number(context.today.slice(0, 4)) : undefined);
  if (formats.length === 0)
    return bad("date-form", `${field.label} "${shown(raw)}": how dates are written has not been chosen.`);
  if (!parsed.ok) {
    const other = orderThatFits(raw, formats);
    if (other !== null)
      return bad(
        "date-order",
        `${field.label} "${shown(raw)}" is a day as ${other} only, not as ${formats.join(" or ")}.`,
      );
    return parsed.reason === "impossible"
      ? bad("date-impossible", `${field.label} "${shown(raw)}" is a day that does not exist.`)
      : bad("date-form", `${field.label} "${shown(raw)}" is not written as ${formats.join(" or ")}.`);
  }
  if (parsed.isMonth && !field.mayBeMonth)
    return bad("date-form", `${field.label} "${shown(raw)}" is a month, but a day is needed.`);
  const moment = happens(field) && parsed.zone !== "" ? instantOf(parsed) : null;
  if (moment && Number.isNaN(moment.getTime()))
    return bad("date-impossible", `${field.label} "${shown(raw)}" has a time zone that does not exist.`);
  const day = moment ? civilDateIn(context.timeZone, moment) : parsed.date;
  const year = Number(day.slice(0, 4));
  // Files write "never" as a day in a year nobody will see.
  if (field.type === "lastDay" && year >= 9000) return fine(null);
  if (year < (field.type === "birthDate" ? 1880 : 1970))
    return bad("date-implausible", `${field.label} "${shown(raw)}" lies too long ago to be true.`);
  if (field.type !== "lastDay" && day > context.today)
    return bad("date-implausible", `${field.label} "${shown(raw)}" lies in the future.`);
  if (year > 2200) return bad("date-implausible", `${field.label} "${shown(raw)}" lies too far ahead to be true.`);
  if (field.type !== "instant") return fine(day);
  if (moment) return fine(moment.toISOString().replace(".000Z", "Z"));
  return fine(parsed.time === "" ? day : `${day} ${parsed.time}`);
}

/** What has happened is a moment; a birth date and a last day are the days that are written, in whatever zone. */
const happens = (field: Field) => field.type === "instant" || field.type === "date";

const instantOf = ({ date, time, zone }: { date: string; time: string; zone: string }): Date =>
  new Date(`${date}T${time}${zone}`);

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) !== null;
  } catch {
    return false;
  }
}

/** The mapping's own word for a value wins over the value; an empty word means that the file says nothing. */
function translated(translations: Readonly<Record<string, string>>, parser: ValueParser): ValueParser {
  const table = new Map(Object.entries(translations).map(([from, to]) => [plain(from), to]));
  if (table.size === 0) return parser;
  return (raw) => {
    const word = table.get(plain(raw));
    if (word === undefined) return parser(raw);
    return word === "" ? fine(null) : parser(word);
  };
}

/** Dates and codes repeat through a file; a million rows hold a few thousand of them. */
function cached(parser: ValueParser): ValueParser {
  const seen = new Map<string, Value>();
  return (raw) => {
    const known = seen.get(raw);
    if (known !== undefined) return known;
    const value = parser(raw);
    if (seen.size < CACHED) seen.set(raw, value);
    return value;
  };
}
