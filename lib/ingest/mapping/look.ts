import { isCurrency } from "@/lib/money";
import type { Field } from "../entities";
import { parseAmount } from "../row/amounts";
import { choiceTable, plain, yesNoTable } from "../row/choices";
import { areDates } from "../row/dates";
import { isPlaceholder } from "../row/placeholders";
import { countryCode, stateCode } from "../row/places";

/** What the sampled values of one column look like. */
export type ColumnLook = {
  readonly values: readonly string[];
  /** Without empty ones, and without words that stand where nothing is known. */
  readonly filled: readonly string[];
  readonly distinct: number;
};

export function lookAt(values: readonly string[]): ColumnLook {
  const trimmed = values.map((value) => value.trim());
  const filled = trimmed.filter((value) => value !== "" && !isPlaceholder(value));
  return { values: trimmed, filled, distinct: new Set(filled).size };
}

/** Share of the filled values that could be the field's; null when the values alone say nothing either way. */
export function fits(field: Field, look: ColumnLook, known: ReadonlySet<string> | undefined): number | null {
  const { filled } = look;
  if (filled.length === 0) return null;
  const share = (test: (value: string) => boolean) => filled.filter(test).length / filled.length;
  switch (field.type) {
    case "choice": {
      const table = choiceTable(field.name, field.choices ?? []);
      return share((value) => table.has(plain(value)));
    }
    case "yesNo": {
      const table = yesNoTable();
      return share((value) => table.has(plain(value)));
    }
    case "amount":
      return share((value) => !/^\d{9,}$/.test(value) && (parseAmount(value, ".").ok || parseAmount(value, ",").ok));
    case "days":
      return share((value) => /^\d{1,5}$/.test(value));
    case "date":
    case "lastDay":
    case "birthDate":
    case "instant":
      return areDates(filled, field.mayBeMonth) ? 1 : 0;
    case "currency":
      return share((value) => value.length === 3 && isCurrency(value.toUpperCase()));
    case "email":
      return share((value) => /^[^\s@]+@[^\s@]+$/.test(value));
    case "state":
      return share((value) => stateCode(value) !== undefined);
    case "country":
      return share((value) => countryCode(value) !== undefined);
    case "timeZone":
      return share((value) => /^[A-Z][A-Za-z_]+\/[A-Za-z_/]+$/.test(value));
    default:
      if (known !== undefined && known.size > 0) return share((value) => known.has(value));
      return null;
  }
}

/** Names and words are no ids, and ids do not look like dates or amounts with decimals. */
export function looksLikeCode(look: ColumnLook): boolean {
  const { filled } = look;
  return filled.length > 0 && filled.every((value) => /^[\p{L}\p{N}_.:-]{1,64}$/u.test(value)) && !areDates(filled);
}

export const allDifferent = (look: ColumnLook): boolean =>
  look.filled.length > 1 && look.distinct === look.filled.length;
