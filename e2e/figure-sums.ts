/** By the place of a figure, which sum of the list that it opens to it is. */
import { amountOf, type FoundFigure, type OpenedList } from "./figure-lists";

/** What an opened list says of a figure, in hundredths; null: no sum of it. */
export type Said = (list: OpenedList, href: string) => number | null;

const foot =
  (table: string, column: string, sign: 1 | -1 = 1): Said =>
  ({ feet }) => {
    const shown = feet[table];
    // A list without rows has no foot, and one whose cards never had any of it no such column.
    return shown ? sign * amountOf(shown[column] ?? "0") : 0;
  };
const counted =
  (what: RegExp): Said =>
  ({ text }) =>
    Number((what.exec(text)?.[1] ?? "0").replace(/,/g, "")) * 100;

const CARDS = "Cards";
const EVENTS = "Events of the period, newest first";
const cards = counted(/([\d,]+) cards?[A-Z]/);
const ofCards = Object.fromEntries(
  ["sold", "redeemed", "other", "unredeemed", "lapsed", "escheated", "owed"].map((key) => [key, foot(CARDS, key)]),
);
const rateOf: Said = (list, href) => {
  const [unredeemed, sold] = [ofCards.unredeemed?.(list, href) ?? 0, ofCards.sold?.(list, href) ?? 0];
  return sold === 0 ? null : (unredeemed / sold) * 100_00;
};

const sold = counted(/([\d,]+) cards? sold/);

/** By the table of the figure and its column, what the list behind it says of it. */
const behind: readonly (readonly [RegExp, Readonly<Record<string, Said>>])[] = [
  [/^Breakage by /, { ...ofCards, cards, rate: rateOf, before: rateOf }],
  [/^Unredeemed value/, { ...ofCards, before: foot(CARDS, "unredeemed") }],
  [/^Gross breakage by merchant$/, { ...ofCards, cards, rate: rateOf }],
  [/^Breakage rate by card type/, { cell: rateOf }],
  [/^Liability by age/, { owed: foot(CARDS, "owed"), cards, share: () => null }],
  [
    /^What changed and why$/,
    {
      sales: foot(EVENTS, "amount"),
      redemptions: foot(EVENTS, "amount"),
      // Told as a fall of what is owed.
      lapses: foot(CARDS, "lapsedInPeriod", -1),
      other: foot(EVENTS, "amount"),
      change: foot(CARDS, "changedInPeriod"),
    },
  ],
  [
    /by month$/,
    {
      liability: foot(CARDS, "owed"),
      liabilityBefore: foot(CARDS, "owed"),
      sold: foot(EVENTS, "amount"),
      soldBefore: foot(EVENTS, "amount"),
      redeemed: foot(EVENTS, "amount", -1),
      redeemedBefore: foot(EVENTS, "amount", -1),
      lapsed: foot(CARDS, "lapsedInPeriod"),
      lapsedBefore: foot(CARDS, "lapsedInPeriod"),
    },
  ],
  [/^(Top (card types|sellers) |Card types in the )/, { sales: sold, volume: foot(EVENTS, "amount") }],
  [
    /^Highest-grossing merchants$/,
    {
      sales: sold,
      gross: foot(EVENTS, "amount"),
      redeemed: foot(EVENTS, "amount", -1),
      spent: foot(EVENTS, "purchase"),
    },
  ],
  [
    /^Value about to lapse$/,
    { cards, atStake: foot(CARDS, "owed"), lapses: foot(CARDS, "owed"), staysOwed: foot(CARDS, "owed") },
  ],
  [
    /^Customers$/,
    { cards: ({ rows, text }) => Number(/\d+ of ([\d,]+) shown/.exec(text)?.[1] ?? rows["Cards held"] ?? 0) * 100 },
  ],
];

/** Figures that stand by themselves, by their name. */
const heads: Readonly<Record<string, string>> = {
  "Outstanding liability": "owed",
  Sold: "sold",
  Redeemed: "redeemed",
  Other: "other",
  Unredeemed: "unredeemed",
  Lapsed: "lapsed",
  Escheated: "escheated",
  "Still owed": "owed",
  "Lapsed by rule": "lapsed",
  "At stake": "owed",
  "Then lapses": "owed",
  "Stays owed": "owed",
};

const measures = ["sold", "redeemed", "unredeemed", "lapsed", "owed"];

/** What the list behind a figure of the page at the address has to say. @throws Error where nobody has told. */
export function saidOf({ key, place, text, isFoot }: FoundFigure, href: string, address: string): Said {
  if (key === "head") {
    if (place === "Rate") return rateOf;
    if (href.startsWith("/issuer/events")) return foot(EVENTS, "amount", place === "Redeemed" ? -1 : 1);
    if (href.includes("of=lapsed")) return foot(CARDS, "lapsedInPeriod");
    const column = heads[place];
    if (column) return foot(CARDS, column);
    // An estimate and what was booked are of no list of cards: their own pages show them again.
    return (list) => (list.text.includes(text.replace(/[^\d.,]/g, "")) ? amountOf(text) : null);
  }
  if (href.startsWith("/issuer/overview")) return foot("What changed and why", key);
  const known = behind.find(([tables]) => tables.test(place))?.[1][key];
  if (known) return known;
  if (key !== "cell") throw new Error(`nothing says what “${place}”, ${key}${isFoot ? " at its foot" : ""} opens to`);
  const measure = new URLSearchParams(address.split("?")[1]).get("measure") ?? "unredeemed";
  return measure === "cards" ? cards : measures.includes(measure) ? foot(CARDS, measure) : rateOf;
}
