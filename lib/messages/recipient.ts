import type { Locale } from "@/lib/format";
import { type RecipientKey, recipientEn } from "./recipient-en";
import { recipientJa } from "./recipient-ja";
import { recipientRu } from "./recipient-ru";

const words: Record<Locale, Readonly<Record<string, string>>> = { en: recipientEn, ru: recipientRu, ja: recipientJa };

type Values = Readonly<Record<string, string | number>>;

/** A sentence for a holder of cards, in the language he reads. */
export function recipientText(language: Locale, key: RecipientKey, values: Values = {}): string {
  return fill(words[language][key] ?? recipientEn[key], values);
}

const rules: Record<Locale, Intl.PluralRules> = {
  en: new Intl.PluralRules("en"),
  ru: new Intl.PluralRules("ru"),
  ja: new Intl.PluralRules("ja"),
};

/** `6 cards`, `21 карта`: the form is chosen by the language's own rule. */
export function recipientCards(language: Locale, count: number): string {
  const table = words[language];
  return fill(table[`cards.${rules[language].select(count)}`] ?? table["cards.other"] ?? "", { n: count });
}

function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** The language to write to somebody in: `ru-RU` is Russian, and whoever has none of ours reads English. */
export function recipientLanguage(tag: string | null | undefined): Locale {
  const primary = (tag ?? "").toLowerCase().split(/[-_]/)[0];
  return primary === "ru" || primary === "ja" ? primary : "en";
}
