import { isCivilDate } from "@/lib/dates";
import { t } from "@/lib/messages/escheat-files";
import type { MessageKey } from "@/lib/messages/message";

/**
 * What the published schema asks of one value. Lengths count UTF-16 units, as the validators of Java and .NET do: never
 * less than the characters XML Schema means.
 */
export type TextRule =
  | { readonly kind: "text"; readonly min?: 0 | 1; readonly max: number }
  | { readonly kind: "pattern"; readonly pattern: RegExp; readonly max?: number; readonly says: MessageKey<typeof t> }
  | { readonly kind: "code"; readonly values: readonly string[]; readonly says: MessageKey<typeof t> }
  | { readonly kind: "date" }
  | { readonly kind: "money" };

/** CurrencyType: twelve digits, two of them after the point. Nothing a holder owes is negative. */
const money = /^\d{1,10}\.\d{2}$/;

/** Outside XML's alphabet, or a control: a name never has one on purpose. Half a surrogate pair is no character. */
const forbidden = /[\p{Cc}\p{Cs}\u2028\u2029\ufffe\uffff]/u;

/**
 * An escape of XML or HTML inside a value, as in O&#39;Neil: the value was damaged on its way to us. It is refused rather
 * than sent to a state; the parser we read files with would also decode it twice.
 */
const escaped = /&(?:#\d+|#x[\da-f]+|lt|gt|amp|apos|quot);/i;

/** What is wrong with a value, as the end of a sentence that begins with the field's name; null when nothing is. */
export function textFault(rule: TextRule, value: string): string | null {
  if (value.trim() === "")
    return rule.kind === "text" && rule.min === 0 && value === "" ? null : t("reportFile.missing");
  if (forbidden.test(value)) return t("reportFile.control");
  if (escaped.test(value)) return t("reportFile.escaped");
  const { length } = value;
  switch (rule.kind) {
    case "text":
      return length > rule.max ? t("reportFile.tooLong", { length, max: rule.max }) : null;
    case "pattern":
      if (rule.max !== undefined && length > rule.max) return t("reportFile.tooLong", { length, max: rule.max });
      return rule.pattern.test(value) ? null : t(rule.says);
    case "code":
      return rule.values.includes(value) ? null : t(rule.says);
    case "date":
      return isCivilDate(value) ? null : t("reportFile.noDate");
    case "money":
      return money.test(value) ? null : t("reportFile.noMoney");
  }
}
