import { isCivilDate } from "@/lib/dates";
import { t } from "@/lib/messages/escheat-files";
import type { Problem } from "../problem";
import { type FieldRule, readRule } from "./field-rule";
import { companyText, type Latin, nameText, plainText } from "./latin";
import { fieldsOf, type Layout, type LayoutField, type Naupa2Record, recordBytes, transactionCodes } from "./layout";
import type { DateFormat } from "./value-names";
import type { Value } from "./values";

type Written = { readonly text: string } | { readonly fault: string };

/**
 * One record: its code, then each field at its place, spaces elsewhere. A value longer than its field is refused, never
 * cut: half a name is another name.
 */
export function recordText(
  layout: Layout,
  record: Naupa2Record,
  values: Readonly<Record<string, Value>>,
  place: string,
): { readonly text: string; readonly problems: readonly Problem[] } {
  const bytes = [...(transactionCodes[record] + " ".repeat(recordBytes - 1))];
  const problems: Problem[] = [];
  for (const field of fieldsOf(layout, record)) {
    const written = fieldText(field, values);
    if ("fault" in written) problems.push({ place, field: field.field, fault: written.fault });
    else bytes.splice(field.start - 1, field.length, ...written.text);
  }
  return { text: bytes.join(""), problems };
}

function fieldText(field: LayoutField, values: Readonly<Record<string, Value>>): Written {
  const rule = readRule(field);
  if (typeof rule === "string") return { fault: rule };
  const written = content(rule, values);
  if ("fault" in written) return written;
  if (written.text === "" && field.required) return { fault: t("reportFile.missing") };
  const { length } = written.text;
  if (length > field.length) return { fault: t("reportFile.tooLong", { length, max: field.length }) };
  if (field.type === "C") return { text: written.text.padEnd(field.length, " ") };
  return /^\d*$/.test(written.text)
    ? { text: written.text.padStart(field.length, "0") }
    : { fault: t("reportFile.naupa2.noDigits") };
}

function content(rule: FieldRule, values: Readonly<Record<string, Value>>): Written {
  if (rule.kind === "blank") return { text: "" };
  if (rule.kind === "constant") return { text: rule.text };
  const value = values[rule.name] ?? null;
  if (value === null) return { text: "" };
  if (typeof value === "bigint")
    return value < 0n ? { fault: t("reportFile.naupa2.noDigits") } : { text: String(value) };
  if (rule.format !== null) return dateText(value, rule.format);
  return latinText(value, rule.is === "name" ? nameText : rule.is === "company" ? companyText : plainText);
}

function latinText(value: string, write: (text: string) => Latin): Written {
  const latin = write(value);
  if ("unwritable" in latin)
    return { fault: t("reportFile.naupa2.unwritable", { letters: latin.unwritable.join(" ") }) };
  if (latin.text === "" && value.trim() !== "") return { fault: t("reportFile.naupa2.noLetters") };
  return latin;
}

function dateText(date: string, format: DateFormat): Written {
  if (!isCivilDate(date)) return { fault: t("reportFile.noDate") };
  const [year = "", month = "", day = ""] = date.split("-");
  return { text: format.replace("YYYY", year).replace("YY", year.slice(2)).replace("MM", month).replace("DD", day) };
}
