import { t } from "@/lib/messages/escheat-files";
import type { MessageKey } from "@/lib/messages/message";
import type { LayoutField } from "./layout";
import { type DateFormat, dateFormats, type ValueKind, valueNames } from "./value-names";

export type FieldRule =
  | { readonly kind: "blank" }
  | { readonly kind: "constant"; readonly text: string }
  | { readonly kind: "value"; readonly name: string; readonly is: ValueKind; readonly format: DateFormat | null };

const constant = "constant ";
const as = " as ";

/**
 * A layout's rule in words: nothing or `blank`; `constant TEXT`; or the name of a value of the record, a date with its
 * form: `last activity as YYYYMMDD`. Otherwise the sentence that says what is wrong.
 */
export function readRule({ record, rule }: LayoutField): FieldRule | string {
  if (rule === "" || rule === "blank") return { kind: "blank" };
  if (rule.startsWith(constant)) return { kind: "constant", text: rule.slice(constant.length) };
  const [name = "", form] = rule.split(as);
  const is = kindOf(record, name);
  if (is === null) return t("reportFile.naupa2.unknownValue", { rule });
  const format = dateFormats.find((known) => known === form) ?? null;
  if ((is === "date") !== (format !== null) || (form !== undefined && format === null))
    return t("reportFile.naupa2.dateForm", { forms: dateFormats.join(", ") });
  return { kind: "value", name, is, format };
}

function kindOf(record: LayoutField["record"], name: string): ValueKind | null {
  const names: Readonly<Record<string, ValueKind>> = valueNames[record];
  return Object.hasOwn(names, name) ? (names[name] ?? null) : null;
}

const types: Readonly<Record<ValueKind, readonly LayoutField["type"][]>> = {
  text: ["C"],
  name: ["C"],
  company: ["C"],
  code: ["C"],
  digits: ["N", "C"],
  date: ["N", "C"],
  amount: ["N"],
  count: ["N"],
};

/** Why a rule cannot fill a field of this type or length; null when it can. */
export function ruleFault(field: LayoutField, rule: FieldRule): string | null {
  const say = (key: MessageKey<typeof t>, values = {}) => t(key, values);
  if (rule.kind === "blank") return field.required ? say("reportFile.naupa2.blankRequired") : null;
  if (rule.kind === "constant") {
    if (!/^[\x20-\x7e]+$/.test(rule.text)) return say("reportFile.naupa2.ascii");
    if (rule.text.length > field.length) return say("reportFile.naupa2.constantLong", { length: field.length });
    return field.type === "N" && !/^\d+$/.test(rule.text) ? say("reportFile.naupa2.constantDigits") : null;
  }
  if (!types[rule.is].includes(field.type))
    return say("reportFile.naupa2.wrongType", { value: rule.name, type: types[rule.is].join(" / ") });
  if (rule.format !== null && rule.format.length !== field.length)
    return say("reportFile.naupa2.dateLength", { form: rule.format, length: rule.format.length });
  return null;
}
