import type { BusinessModel, IssuerType, Medium } from "@/lib/cards/constants";
import type { DemoType } from "./programme";

const YEAR = 365;
/** Five years in days, leap days included: the federal floor for funds. */
const FIVE_YEARS = 1827;

type Flag = "reload" | "fees" | "cash" | "promo" | "funds-lapse" | "funds-with-card";
const flags = (...given: Flag[]) => given;
const USD = [2500, 5000, 10000];

type Row = [
  code: string,
  name: string,
  model: BusinessModel,
  medium: Medium | null,
  category: string | null,
  months: number | null,
  weight: number,
  flags?: Flag[],
  faces?: readonly number[],
  currency?: string,
];

const issuerTypeOf: Readonly<Record<string, IssuerType>> = {
  HV: "money-transmitter",
  LC: "restaurant",
  BK: "restaurant",
  NT: "third-party",
  GL: "other",
};

/** Card and funds dates follow from the flags; funds never expire unless a flag says so. */
function cardType([code, name, model, medium, category, months, weight, own = [], faces = USD, currency = "USD"]: Row) {
  const brand = code.slice(0, 2);
  const validity = months === null ? null : Math.round((months * YEAR) / 12);
  const funds = own.includes("funds-with-card") ? validity : own.includes("funds-lapse") ? FIVE_YEARS : null;
  return {
    code,
    name,
    brand,
    model,
    medium,
    category,
    currency,
    validity,
    funds,
    reloadable: own.includes("reload"),
    fees: own.includes("fees"),
    cash: own.includes("cash"),
    promotional: own.includes("promo"),
    issuerType: code.startsWith("HV-BANK") ? "bank" : (issuerTypeOf[brand] ?? "retailer"),
    faces,
    weight,
    lastMonth: code === "NT-CRUISE" ? "2026-06-01" : null,
  } satisfies DemoType;
}

const PROMO = flags("promo", "funds-with-card");

const rows: readonly Row[] = [
  [
    "HV-OPEN-P",
    "Harbor Anywhere",
    "open",
    "physical",
    "General",
    60,
    9,
    flags("fees", "funds-lapse"),
    [5000, 10000, 20000],
  ],
  ["HV-OPEN-D", "Harbor Anywhere Digital", "open", "digital", "General", 36, 8, flags("fees")],
  ["HV-OPEN-R", "Harbor Reload", "open", "physical", "General", 48, 4, flags("reload")],
  [
    "HV-BANK",
    "Harbor Bank Prepaid",
    "open",
    "physical",
    "Payroll and incentives",
    36,
    3,
    flags("fees", "reload"),
    [10000, 50000],
  ],
  ["HV-CHOICE", "Vale Choice", "semi-closed", "digital", "Multi-brand", 24, 7],
  ["HV-TASTE", "Vale Tastes", "semi-closed", "physical", "Dining", 24, 5],
  ["HV-CORP", "Vale Corporate Thank-you", "semi-closed", "digital", "Corporate", 36, 2, [], [50000, 100000, 250000]],
  ["SM-CLASSIC", "Saltmarsh Classic", "closed", "physical", "Books", null, 5, flags("cash")],
  ["SM-EGIFT", "Saltmarsh eGift", "closed", "digital", "Books", 60, 5, flags("funds-lapse")],
  ["SM-SCHOOL", "Saltmarsh School Voucher", "closed", null, "Books", 12, 1.5],
  ["SM-PROMO", "Saltmarsh Summer Reading Bonus", "closed", "digital", "Books", 12, 1, PROMO, [500, 1000]],
  ["PT-TRAIL", "Pine & Thistle Trail", "closed", "physical", "Outdoor", 48, 4],
  ["PT-EGIFT", "Pine & Thistle eGift", "closed", "digital", "Outdoor", 24, 4],
  ["PT-CLUB", "Pine & Thistle Club", "closed", "physical", "Outdoor", 36, 1.5, flags("reload")],
  ["PT-SUMMIT", "Pine & Thistle Summit", "closed", "physical", "Outdoor", null, 1, [], [100000, 150000]],
  [
    "LC-TUMBLER",
    "Lantern Tumbler Card",
    "closed",
    "physical",
    "Coffee",
    null,
    8,
    flags("reload", "cash"),
    [1000, 1500, 2500],
  ],
  ["LC-APP", "Lantern in the App", "closed", "digital", "Coffee", 60, 9, flags("reload"), [500, 1000, 2000]],
  ["LC-PROMO", "Lantern Free Refill Bonus", "closed", "digital", "Coffee", 12, 2, PROMO, [300, 500]],
  ["LC-OFFICE", "Lantern Office", "semi-closed", "digital", "Coffee", 24, 1, flags("reload"), [5000, 10000]],
  ["OG-PANTRY", "Oak Grove Pantry", "closed", "physical", "Groceries", null, 6, flags("cash")],
  ["OG-DELIVER", "Oak Grove Delivered", "closed", "digital", "Groceries", 36, 4],
  ["OG-FRESH", "Oak Grove Fresh Start", "closed", "physical", "Groceries", 18, 1.5],
  ["OG-BONUS", "Oak Grove Holiday Bonus", "closed", "digital", "Groceries", 12, 1.5, PROMO, [1000, 2000]],
  ["BK-TABLE", "Bluefin Table", "closed", "physical", "Dining", 60, 5, flags("funds-lapse")],
  ["BK-EGIFT", "Bluefin eGift", "closed", "digital", "Dining", 24, 4],
  ["BK-LUNCH", "Bluefin Lunch Pass", "closed", "digital", "Dining", 12, 1.5, [], [2000]],
  [
    "BK-GINZA",
    "Bluefin 銀座ギフト",
    "closed",
    "physical",
    "Dining",
    24,
    1.5,
    flags("funds-with-card"),
    [3000, 5000, 10000],
    "JPY",
  ],
  ["MW-NEST", "Meadow & Wren Nest", "closed", "physical", "Home", 36, 3],
  ["MW-EGIFT", "Meadow & Wren eGift", "closed", "digital", "Home", 24, 3],
  [
    "MW-REGISTRY",
    "Meadow & Wren Registry",
    "closed",
    "digital",
    "Weddings",
    60,
    1.5,
    flags("funds-lapse"),
    [10000, 25000],
  ],
  ["MW-STYLE", "Meadow & Wren Stylist", "semi-closed", null, null, 24, 0.8],
  ["CN-YARD", "Cinder & Nail Yard Card", "closed", "physical", "Hardware", null, 3, flags("cash")],
  ["CN-EGIFT", "Cinder & Nail eGift", "closed", "digital", "Hardware", 36, 2],
  ["CN-PRO", "Cinder & Nail Pro", "semi-closed", "physical", "Trade", 48, 1.2, flags("reload"), [25000, 50000]],
  ["CN-PROMO", "Cinder & Nail Spring Bonus", "closed", "digital", "Hardware", 12, 0.8, PROMO, [1000, 1500]],
  ["VP-GLOW", "Velvet Pearl Glow", "closed", "physical", "Beauty", 24, 2.5],
  ["VP-EGIFT", "Velvet Pearl eGift", "closed", "digital", "Beauty", 18, 2.5],
  ["VP-SPA", "Velvet Pearl Spa Day", "semi-closed", "physical", "Wellness", 12, 1.2, [], [7500, 15000]],
  [
    "VP-OPERA",
    "Velvet Pearl Opéra",
    "closed",
    "digital",
    "Beauty",
    24,
    1.2,
    flags("funds-with-card"),
    [3000, 5000],
    "EUR",
  ],
  ["GL-MATINEE", "Goldleaf Matinee", "closed", "physical", "Cinema", null, 2.5, [], [1500, 3000]],
  ["GL-EGIFT", "Goldleaf eGift", "closed", "digital", "Cinema", 36, 2.5, [], [2000, 4000]],
  ["GL-SEASON", "Goldleaf Season Pass", "closed", null, "Cinema", 12, 0.8, [], [12000]],
  ["GL-GALA", "Goldleaf Gala Night", "closed", "physical", "Events", 24, 0, [], [6000]],
  ["TF-FOX", "Tidy Fox Gift Card", "closed", "physical", "Toys", 60, 3, flags("funds-lapse")],
  ["TF-EGIFT", "Tidy Fox eGift", "closed", "digital", "Toys", 24, 2.5],
  ["TF-BIRTHDAY", "Tidy Fox Birthday Club", "closed", "digital", "Toys", 12, 1, PROMO, [500]],
  [
    "NT-VOYAGE",
    "Northtide Voyage",
    "semi-closed",
    "digital",
    "Travel",
    60,
    1.2,
    flags("funds-lapse"),
    [25000, 50000, 100000],
  ],
  ["NT-CRUISE", "Northtide Cruise Credit", "closed", "digital", "Travel", 36, 0.8, [], [20000, 40000]],
  [
    "NT-GULF",
    "Northtide الخليج",
    "semi-closed",
    "digital",
    "Travel",
    24,
    0.6,
    flags("funds-with-card"),
    [10000, 25000, 50000],
    "KWD",
  ],
  [
    "NT-EURO",
    "Northtide Europe",
    "semi-closed",
    "physical",
    "Travel",
    36,
    0.8,
    flags("funds-with-card"),
    [10000, 20000],
    "EUR",
  ],
];

export const cardTypes: readonly DemoType[] = rows.map(cardType);
