/** Case, signs and spaces are how people differ when they mean the same: `Semi Closed Loop`, `semi-close-loop`. */
export const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\-_./()]+/g, "");

/** What files say → what we call it, by field; beyond this a mapping brings its own translations. */
const synonyms: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  businessModel: {
    closed: ["closed", "closedloop", "closeloop", "singlestore", "singlebrand"],
    "semi-closed": [
      "semiclosed",
      "semiclosedloop",
      "semicloseloop",
      "openclosedloop",
      "opencloseloop",
      "semiopen",
      "semiopenloop",
      "multibrand",
      "multistore",
      "mall",
    ],
    open: ["open", "openloop", "network", "visa", "mastercard", "prepaid"],
  },
  medium: {
    physical: ["physical", "plastic", "card", "paper", "пластик", "プラスチック", "カード"],
    digital: [
      "digital",
      "ecard",
      "egift",
      "egiftcard",
      "electronic",
      "email",
      "virtual",
      "электронная",
      "デジタル",
      "電子",
    ],
  },
  issuerType: {
    retailer: ["retailer", "merchant", "store", "retail"],
    restaurant: ["restaurant", "dining"],
    bank: ["bank", "financialinstitution"],
    "money-transmitter": ["moneytransmitter", "transmitter", "mtl"],
    "third-party": ["thirdparty", "programmanager", "programmemanager"],
    other: ["other"],
  },
  kind: {
    sale: [
      "sale",
      "sell",
      "sold",
      "purchase",
      "issue",
      "issuance",
      "issued",
      "activation",
      "activate",
      "продажа",
      "активация",
      "販売",
      "発行",
    ],
    reload: ["reload", "topup", "recharge", "addvalue", "пополнение", "チャージ", "入金"],
    redemption: [
      "redemption",
      "redeem",
      "redeemed",
      "use",
      "used",
      "spend",
      "spent",
      "debit",
      "погашение",
      "списание",
      "оплата",
      "利用",
      "使用",
      "支払",
    ],
    refund: ["refund", "cashout", "cashback", "payout", "возврат", "返金", "払戻"],
    void: [
      "void",
      "voided",
      "reversal",
      "reverse",
      "cancel",
      "cancellation",
      "cancelled",
      "отмена",
      "сторно",
      "取消",
      "取り消し",
    ],
    fee: ["fee", "charge", "servicefee", "dormancyfee", "maintenancefee", "комиссия", "手数料"],
    transfer: ["transfer", "перевод", "振替", "移行"],
    adjustment: ["adjustment", "adjust", "correction", "корректировка", "調整"],
    expiry: ["expiry", "expire", "expired", "expiration", "breakage", "истечение", "失効", "期限切れ"],
    escheat: ["escheat", "escheated", "escheatment", "remitted", "remittance"],
    opened: ["opened", "open", "view", "viewed"],
    resent: ["resent", "resend"],
    enquiry: ["enquiry", "inquiry", "balanceenquiry", "balanceinquiry", "balancecheck", "запросбаланса", "残高照会"],
  },
};

const yes = ["true", "t", "yes", "y", "1", "да", "д", "はい", "有", "有り", "on"];
const no = ["false", "f", "no", "n", "0", "нет", "н", "いいえ", "無", "無し", "off"];

/** Plain text → choice, built-in words first, then those of the mapping, which win. */
export function choiceTable(
  field: string,
  choices: readonly string[],
  translations: Readonly<Record<string, string>> = {},
): Map<string, string> {
  const table = new Map<string, string>();
  for (const choice of choices) table.set(plain(choice), choice);
  for (const [choice, words] of Object.entries(synonyms[field] ?? {})) {
    for (const word of words) if (!table.has(word)) table.set(word, choice);
  }
  for (const [from, to] of Object.entries(translations)) {
    const meant = table.get(plain(to));
    if (meant !== undefined || choices.includes(to)) table.set(plain(from), meant ?? to);
  }
  return table;
}

export function yesNoTable(translations: Readonly<Record<string, string>> = {}): Map<string, string> {
  const table = new Map<string, string>([
    ...yes.map((word) => [word, "t"] as const),
    ...no.map((word) => [word, "f"] as const),
  ]);
  for (const [from, to] of Object.entries(translations)) {
    const meant = table.get(plain(to));
    if (meant !== undefined) table.set(plain(from), meant);
  }
  return table;
}
