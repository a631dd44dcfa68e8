import { balanceSign, type TransactionKind } from "@/lib/cards/constants";
import { originalOf } from "@/lib/export/neutralise";
import { currencyDecimals } from "@/lib/money";
import { definitionOf, type Field, type FieldType } from "../entities";
import type { FileMapping } from "../mapping/schema";
import { marksCurrency } from "./currency-signs";
import { isPlaceholder } from "./placeholders";
import { type Problem, type ProblemCode, shown } from "./problem";
import { groupedText, isThreePlaces, mayHaveThreePlaces, threePlaces } from "./three-places";
import { AMOUNT_PLACES, type RowContext, valueParser } from "./values";

export type ParsedRow = {
  /** In the order of the entity's fields, as the staging table takes them. */
  readonly values: (string | null)[];
  readonly problems: readonly Problem[];
};

export type RowParser = {
  readonly fields: readonly Field[];
  parse(cells: readonly string[], line: number): ParsedRow;
  /** Field → text of the file, before parsing: what is shown and repaired. */
  raw(cells: readonly string[]): Record<string, string>;
  /** Dirt that was cleaned, by field. */
  readonly trimmed: Map<string, { times: number; line: number }>;
};

/** Where each field comes from: index of a cell, or a constant. */
export type Place = {
  readonly field: Field;
  readonly index: number;
  readonly column: string;
  readonly constant: string;
};

const NONE: readonly Problem[] = [];

const NOTHING_MEANT = "If it stands for nothing, the mapping must say so: translate it to nothing.";

/** What our own exports write as text, and neutralise: it comes back as it was. */
const TEXTS: readonly FieldType[] = ["text", "code", "email"];

/** A row without problems is wholly typed; one with problems names each of them and is kept aside as it came. */
export function rowParser(file: FileMapping, places: readonly Place[], context: RowContext): RowParser {
  const { fields } = definitionOf(file.entity);
  const byField = fields.map((field) => {
    const place = places.find((candidate) => candidate.field.name === field.name);
    return { field, place, isText: TEXTS.includes(field.type), parse: valueParser(field, file, context) };
  });
  const trimmed = new Map<string, { times: number; line: number }>();
  const check = file.entity === "card_transaction" ? transactionChecks(fields, file) : commonChecks(fields);

  return {
    fields,
    trimmed,
    parse(cells, line) {
      const values: (string | null)[] = new Array(byField.length);
      let problems: Problem[] | undefined;
      let signs: Signs | undefined;
      let grouped: string[] | undefined;
      const say = (field: Field, column: string, value: string, code: ProblemCode, reason: string) => {
        problems ??= [];
        problems.push({ field: field.name, column, value, code, reason });
      };
      for (let at = 0; at < byField.length; at++) {
        const entry = byField[at];
        values[at] = null;
        if (entry?.place === undefined) continue;
        const { field, place, isText } = entry;
        const written = place.index < 0 ? place.constant : (cells[place.index] ?? "");
        const cell = isText ? originalOf(written) : written;
        const raw = clean(cell);
        if (raw.length !== cell.length && raw !== "") note(trimmed, field.name, line);
        if (raw === "") {
          if (field.required) say(field, place.column, "", "missing", missing(field, place, cells.length));
          continue;
        }
        const value = entry.parse(raw);
        if (value.ok) {
          values[at] = value.text;
          if (value.sign !== undefined) signs = { ...signs, [field.name]: value.sign };
          if (value.looksGrouped) grouped = [...(grouped ?? []), field.name];
          if (value.text === null && field.required)
            say(field, place.column, raw, "missing", `${field.label} is missing.`);
        } else {
          const hint = !field.required && isPlaceholder(raw) ? ` ${NOTHING_MEANT}` : "";
          say(field, place.column, raw, value.code, `${value.reason}${hint}`);
        }
      }
      if (problems === undefined) {
        check(values, { signs, grouped }, (name, code, reason) => {
          const entry = byField.find((candidate) => candidate.field.name === name);
          const column = entry?.place?.column ?? "";
          const index = entry?.place?.index ?? -1;
          if (entry) say(entry.field, column, index < 0 ? "" : (cells[index] ?? ""), code, reason);
        });
      }
      return { values, problems: problems ?? NONE };
    },
    raw(cells) {
      const raw: Record<string, string> = {};
      for (const { field, place } of byField) {
        if (place === undefined) continue;
        raw[field.name] = place.index < 0 ? place.constant : (cells[place.index] ?? "");
      }
      return raw;
    },
  };
}

type Say = (field: string, code: ProblemCode, reason: string) => void;
/** Field → the currency's sign that stands beside its amount. */
type Signs = Readonly<Record<string, string>>;
/** How a row's amounts are written; `grouped` are fields whose mark may as well group thousands. */
type Written = { readonly signs: Signs | undefined; readonly grouped: readonly string[] | undefined };
type Check = (values: (string | null)[], written: Written, say: Say) => void;

const at = (fields: readonly Field[], name: string) => fields.findIndex((field) => field.name === name);

/**
 * Amounts against the row's own currency, and states against the row's country. In a row that names no currency the sign
 * beside its amount stands for one, to be held against the card's.
 */
function commonChecks(fields: readonly Field[]): Check {
  const currency = at(fields, "currency");
  const amounts = fields.flatMap((field, index) => (field.type === "amount" ? [{ field, index }] : []));
  const state = at(fields, "state");
  const country = at(fields, "country");
  return (values, { signs, grouped }, say) => {
    const code = currency < 0 ? null : values[currency];
    if (signs !== undefined) {
      for (const { field } of amounts) {
        const sign = signs[field.name];
        if (sign === undefined) continue;
        const said = values[currency] ?? null;
        if (said === null) values[currency] = sign;
        else if (!marksCurrency(sign, said))
          say(field.name, "currency-differs", `${field.label} is in ${sign}, but the row is in ${said}.`);
      }
    }
    for (const { field, index } of amounts) {
      const value = values[index];
      if (value === null || value === undefined) continue;
      if (code && tooFine(value, code)) say(field.name, "amount-precision", finer(field.label, code));
      else if (grouped?.includes(field.name)) {
        const known = values[currency] ?? null;
        if (known === null) values[currency] = threePlaces(field.name);
        else if (!isThreePlaces(known) && !mayHaveThreePlaces(known))
          say(field.name, "amount-precision", groupedText(field.label, known));
      }
      if (value.startsWith("-") && field.name !== "amount") {
        say(field.name, "amount-negative", `${field.label} is negative, which it cannot be.`);
      }
    }
    if (state >= 0 && values[state]?.startsWith("?")) {
      const said = values[state].slice(1);
      if (values[country] && values[country] !== "US") values[state] = null;
      else say("state", "place-unknown", `US state "${shown(said)}" is not known. Use its two letters, like TX.`);
    }
  };
}

function transactionChecks(fields: readonly Field[], file: FileMapping): Check {
  const common = commonChecks(fields);
  const kindAt = at(fields, "kind");
  const amountAt = at(fields, "amount");
  const correctsAt = at(fields, "corrects");
  const purchaseAt = at(fields, "purchaseTotal");
  return (values, written, say) => {
    common(values, written, say);
    const kind = values[kindAt] as TransactionKind;
    const amount = values[amountAt] ?? null;
    if (kind === "void") {
      if (!values[correctsAt]) say("corrects", "missing", "A void must say which transaction it takes back.");
      // Its effect is the opposite of what it takes back, whatever sign the file gives it.
      if (amount?.startsWith("-")) values[amountAt] = amount.slice(1);
      return;
    }
    if (kind === "opened" || kind === "resent" || kind === "enquiry") {
      if (amount !== null && amount !== "0")
        say("amount", "amount-form", `A transaction of kind "${kind}" moves no money, but has an amount.`);
      values[amountAt] = "0";
      return;
    }
    if (amount === null) {
      say("amount", "missing", `Amount is missing: a ${kind} moves money.`);
      return;
    }
    const purchase = values[purchaseAt] ?? null;
    if (kind === "redemption" && purchase !== null && Number(purchase) < Math.abs(Number(amount)))
      say("purchaseTotal", "purchase-smaller", "Whole purchase is smaller than what the card paid of it.");
    const sign = balanceSign[kind];
    if (sign === 0) return;
    const negative = amount.startsWith("-");
    if (file.amountSign === "effect") {
      if (amount !== "0" && negative !== sign < 0) {
        say(
          "amount",
          "amount-negative",
          `Amount has the wrong sign: a ${kind} ${sign < 0 ? "lowers" : "raises"} the balance.`,
        );
      }
      return;
    }
    if (negative)
      say("amount", "amount-negative", `Amount is negative, but a ${kind} is written as a positive amount.`);
    else if (sign < 0 && amount !== "0") values[amountAt] = `-${amount}`;
  };
}

function tooFine(thousandths: string, currency: string): boolean {
  const unused = AMOUNT_PLACES - currencyDecimals(currency);
  return unused > 0 && thousandths !== "0" && !thousandths.endsWith("0".repeat(unused));
}

const finer = (label: string, currency: string): string => {
  const decimals = currencyDecimals(currency);
  return `${label} has more decimals than ${currency} has (${decimals === 0 ? "none" : decimals}).`;
};

function missing(field: Field, place: Place, cells: number): string {
  if (place.index >= cells)
    return `${field.label} is missing: the row has only ${cells} ${cells === 1 ? "field" : "fields"}, and it stands in field ${place.index + 1}.`;
  return `${field.label} is missing.`;
}

/** Without spaces of any width around it; most cells have none and are passed through as they are. */
function clean(cell: string): string {
  if (cell === "") return cell;
  const first = cell.charCodeAt(0);
  const last = cell.charCodeAt(cell.length - 1);
  return first <= 32 || last <= 32 || first >= 0xa0 || last >= 0xa0 ? cell.trim() : cell;
}

function note(trimmed: Map<string, { times: number; line: number }>, field: string, line: number): void {
  const known = trimmed.get(field);
  if (known) known.times++;
  else trimmed.set(field, { times: 1, line });
}
