const dollars =
  "USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP CUP DOP UYU BRL BBD BMD BSD BZD BND FJD GYD JMD KYD LRD NAD NIO SBD SRD TTD XCD XCG TOP WST MOP CVE";

/** Whose sign it can be. The cent is left out: what it marks are hundredths, which no amount here is written in. */
const owners: Readonly<Record<string, string>> = {
  $: dollars,
  "€": "EUR",
  "£": "GBP EGP FKP GIP LBP SDG SHP SSP SYP",
  "¥": "JPY CNY",
  "₽": "RUB",
  "₹": "INR",
  "₨": "INR LKR MUR NPR PKR SCR",
  "₩": "KRW KPW",
  "₺": "TRY",
  "₴": "UAH",
  "₪": "ILS",
  "₫": "VND",
  "₱": "PHP CUP",
  "₸": "KZT",
  "₦": "NGN",
  "₵": "GHS",
  "₡": "CRC SVC",
  "₲": "PYG",
  "₾": "GEL",
  "₼": "AZN",
  "֏": "AMD",
  "₭": "LAK",
  "₮": "MNT",
  "฿": "THB",
  "៛": "KHR",
  "৳": "BDT",
  "؋": "AFN",
};

export const currencySigns: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(owners).map(([sign, codes]) => [sign, codes.split(" ")]),
);

/** Whether what marks an amount, a sign or a code, can be this currency. */
export const marksCurrency = (mark: string, currency: string): boolean =>
  mark === currency || (currencySigns.get(mark)?.includes(currency) ?? false);
