/** Decimals of currencies that have not two (ISO 4217). */
const DECIMALS: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};

/** Currencies this runtime knows, so that `XYZ` in a file is refused rather than summed. */
const KNOWN: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));

export const isCurrency = (code: string): boolean => KNOWN.has(code);

/** Digits after the decimal point: 2 for USD, 0 for JPY, 3 for KWD. */
export const currencyDecimals = (currency: string): number => DECIMALS[currency] ?? 2;

/** An amount of one currency in minor units (cents, yen, fils). Never a float. */
export type Money = { readonly minor: bigint; readonly currency: string };

/** Minor units as a decimal string, as in files and JSON: 12345n USD is "123.45", 5n KWD "0.005". */
export function toDecimal(minor: bigint, currency: string): string {
  const decimals = currencyDecimals(currency);
  const sign = minor < 0n ? "-" : "";
  const digits = (minor < 0n ? -minor : minor).toString().padStart(decimals + 1, "0");
  return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/**
 * A plain decimal string to minor units; null when it is no number or has more decimals than the currency.
 * Trailing zeros beyond the currency's decimals are no precision and pass: "10.000" USD is 1000n.
 */
export function fromDecimal(text: string, currency: string): bigint | null {
  const match = /^([+-]?)(\d+)(?:\.(\d*))?$/.exec(text);
  if (!match) return null;
  const decimals = currencyDecimals(currency);
  const fraction = (match[3] ?? "").replace(/0+$/, "");
  if (fraction.length > decimals) return null;
  const minor = BigInt(`${match[2]}${fraction.padEnd(decimals, "0")}`);
  return match[1] === "-" ? -minor : minor;
}

/** part ÷ whole as a plain ratio for display; null when there is no whole to divide by. */
export function ratio(part: bigint, whole: bigint): number | null {
  return whole === 0n ? null : Number(part) / Number(whole);
}
