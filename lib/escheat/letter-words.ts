import { t } from "@/lib/messages/escheat-rules";
import { dollars } from "./dollars";
import type { Letters } from "./rule";

/** Who is written to, when and how. */
export function letterWords(letters: Letters): string {
  return `${windowWords(letters)} ${t(`escheat.letters.${letters.email ?? "post"}`)}`;
}

function windowWords({ minDays, maxDays, before, minAmount }: Letters): string {
  const who =
    minAmount === null || minAmount === 0
      ? t("escheat.letters.everyone")
      : t("escheat.letters.owner", { amount: dollars(minAmount) });
  const what = t(`escheat.letters.before.${before}`);
  if (minDays !== null && maxDays !== null)
    return t("escheat.letters.between", { who, what, min: minDays, max: maxDays });
  if (minDays !== null) return t("escheat.letters.atLeast", { who, what, min: minDays });
  return maxDays === null
    ? t("escheat.letters.anyTime", { who })
    : t("escheat.letters.atMost", { who, what, max: maxDays });
}
