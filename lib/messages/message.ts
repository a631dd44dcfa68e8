/** The texts of a part of the screens, by key. */
export type Messages = Readonly<Record<string, string>>;

type Values = Readonly<Record<string, string | number>>;

/** Every key a `t` knows: `MessageKey<typeof t>`. */
export type MessageKey<T extends (key: never, values?: Values) => string> = Parameters<T>[0];

type KeyOf<M> = M extends unknown ? keyof M & string : never;

/** `{count|one card|many cards}` chooses by the number's plural form; `{name}` is put in as it is. */
const PLACEHOLDER = /\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g;
const plural = new Intl.PluralRules("en");

/**
 * The `t` of these parts: the text for a key. A file names the parts whose words it speaks and no more, for a browser is
 * sent them all. An unknown placeholder stays visible, so that a forgotten value is seen and not guessed.
 */
export function words<const P extends readonly Messages[]>(...parts: P) {
  const texts: Messages = Object.assign({}, ...parts);
  return function t(key: KeyOf<P[number]>, values: Values = {}): string {
    return (texts[key] ?? key).replace(PLACEHOLDER, (whole, name: string, one?: string, other?: string) => {
      const value = values[name];
      if (value === undefined) return whole;
      if (one === undefined || other === undefined) return String(value);
      return plural.select(Number(value)) === "one" ? one : other;
    });
  };
}
