import { en } from "./en";

export type MessageKey = keyof typeof en;
type Values = Record<string, string | number>;

/** `{count|one card|many cards}` chooses by the number's plural form; `{name}` is put in as it is. */
const PLACEHOLDER = /\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g;
const plural = new Intl.PluralRules("en");

/** The text for a key. An unknown placeholder stays visible, so that a forgotten value is seen and not guessed. */
export function t(key: MessageKey, values: Values = {}): string {
  const text: string = en[key];
  return text.replace(PLACEHOLDER, (whole, name: string, one?: string, other?: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    if (one === undefined || other === undefined) return String(value);
    return plural.select(Number(value)) === "one" ? one : other;
  });
}
