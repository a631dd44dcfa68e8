import type { BusinessModel, IssuerType, Medium } from "@/lib/cards/constants";

/** The demo issuer's invented programme. Names are made up; shares of value never used lie in the published 3 to 10 %. */
export const demoIssuer = {
  code: "DEMO",
  name: "Harbor & Vale Gift Company",
  legalName: "Harbor & Vale Gift Company, Inc.",
  stateOfIncorporation: "DE",
  currency: "USD",
  timeZone: "America/New_York",
} as const;

/** The demo's five years of sales; everything happens within them. */
export const FIRST_MONTH = "2021-11-01";
export const LAST_DAY = "2026-10-31";
export const MONTHS = 60;

export type DemoBrand = { code: string; name: string; neverUsed: number };
export const brands: readonly DemoBrand[] = [
  { code: "HV", name: "Harbor & Vale", neverUsed: 0.04 },
  { code: "SM", name: "Saltmarsh Books", neverUsed: 0.06 },
  { code: "PT", name: "Pine & Thistle Outdoor", neverUsed: 0.07 },
  { code: "LC", name: "Lantern Coffee", neverUsed: 0.03 },
  { code: "OG", name: "Oak Grove Grocers", neverUsed: 0.03 },
  { code: "BK", name: "Bluefin Kitchen", neverUsed: 0.05 },
  { code: "MW", name: "Meadow & Wren Home", neverUsed: 0.08 },
  { code: "CN", name: "Cinder & Nail Hardware", neverUsed: 0.06 },
  { code: "VP", name: "Velvet Pearl Beauty", neverUsed: 0.09 },
  { code: "GL", name: "Goldleaf Cinemas", neverUsed: 0.1 },
  { code: "TF", name: "Tidy Fox Toys", neverUsed: 0.07 },
  { code: "NT", name: "Northtide Travel", neverUsed: 0.05 },
];

export type DemoMerchant = { code: string; name: string; mcc: string; bcc: string; brand: string | null };
const merchant = (code: string, name: string, mcc: string, bcc: string, brand: string | null = null): DemoMerchant => ({
  code,
  name,
  mcc,
  bcc,
  brand,
});

/** Merchants of a brand redeem its cards; those of none sell everybody's cards and take open-loop ones. */
export const merchants: readonly DemoMerchant[] = [
  merchant("HV-ONLINE", "Harbor & Vale Online", "5947", "Gifts", "HV"),
  merchant("HV-PIER", "Harbor & Vale Pier Street", "5947", "Gifts", "HV"),
  merchant("SM-ONLINE", "Saltmarsh Books Online", "5942", "Books and media", "SM"),
  merchant("SM-BOSTON", "Saltmarsh Books Boston", "5942", "Books and media", "SM"),
  merchant("SM-PORTLAND", "Saltmarsh Books Portland", "5942", "Books and media", "SM"),
  merchant("PT-ONLINE", "Pine & Thistle Online", "5941", "Sport", "PT"),
  merchant("PT-DENVER", "Pine & Thistle Denver", "5941", "Sport", "PT"),
  merchant("LC-APP", "Lantern Coffee App", "5814", "Food and drink", "LC"),
  merchant("LC-NYC", "Lantern Coffee Bleecker", "5814", "Food and drink", "LC"),
  merchant("LC-CHI", "Lantern Coffee Wicker Park", "5814", "Food and drink", "LC"),
  merchant("LC-SEA", "Lantern Coffee Ballard", "5814", "Food and drink", "LC"),
  merchant("OG-ATL", "Oak Grove Grocers Atlanta", "5411", "Groceries", "OG"),
  merchant("OG-NASH", "Oak Grove Grocers Nashville", "5411", "Groceries", "OG"),
  merchant("OG-ONLINE", "Oak Grove Delivered", "5411", "Groceries", "OG"),
  merchant("BK-BALT", "Bluefin Kitchen Baltimore", "5812", "Food and drink", "BK"),
  merchant("BK-CHARL", "Bluefin Kitchen Charleston", "5812", "Food and drink", "BK"),
  merchant("BK-TOKYO", "Bluefin Kitchen 銀座", "5812", "Food and drink", "BK"),
  merchant("MW-ONLINE", "Meadow & Wren Online", "5712", "Home", "MW"),
  merchant("MW-AUSTIN", "Meadow & Wren Austin", "5712", "Home", "MW"),
  merchant("CN-ONLINE", "Cinder & Nail Online", "5251", "Home", "CN"),
  merchant("CN-OMAHA", "Cinder & Nail Omaha", "5251", "Home", "CN"),
  merchant("CN-TULSA", "Cinder & Nail Tulsa", "5251", "Home", "CN"),
  merchant("VP-ONLINE", "Velvet Pearl Online", "5977", "Beauty", "VP"),
  merchant("VP-MIAMI", "Velvet Pearl Miami", "5977", "Beauty", "VP"),
  merchant("VP-PARIS", "Velvet Pearl Opéra", "5977", "Beauty", "VP"),
  merchant("GL-ONLINE", "Goldleaf Tickets", "7832", "Entertainment", "GL"),
  merchant("GL-PHX", "Goldleaf Phoenix 12", "7832", "Entertainment", "GL"),
  merchant("GL-CLE", "Goldleaf Cleveland 8", "7832", "Entertainment", "GL"),
  merchant("TF-ONLINE", "Tidy Fox Online", "5945", "Toys", "TF"),
  merchant("TF-STL", "Tidy Fox St. Louis", "5945", "Toys", "TF"),
  merchant("NT-ONLINE", "Northtide Online", "4722", "Travel", "NT"),
  merchant("NT-KUWAIT", "Northtide الكويت", "4722", "Travel", "NT"),
  merchant("R-CORNER", "Corner Lane Pharmacy", "5912", "Pharmacy"),
  merchant("R-MARKET", "Market Square Supermarkets", "5411", "Groceries"),
  merchant("R-KIOSK", "Gift Rack Kiosks", "5999", "Gifts"),
  merchant("R-FUEL", "Waypoint Fuel", "5541", "Fuel"),
  merchant("R-VOLT", "Volt & Wire Electronics", "5732", "Electronics"),
  merchant("R-PERKS", "Payday Perks (employers)", "7399", "Business services"),
  merchant("R-DEPOT", "Sunday Department Store", "5311", "Department stores"),
  merchant("R-CLICK", "Clickaway Marketplace", "5964", "Online marketplace"),
];

export type DemoType = {
  code: string;
  name: string;
  brand: string;
  model: BusinessModel;
  medium: Medium | null;
  category: string | null;
  currency: string;
  /** Days from sale; null: never. */
  validity: number | null;
  funds: number | null;
  reloadable: boolean;
  fees: boolean;
  cash: boolean;
  promotional: boolean;
  issuerType: IssuerType;
  /** Minor units. */
  faces: readonly number[];
  /** How many are sold, relative to the others. */
  weight: number;
  /** Last month in which it is sold; null: it still is. */
  lastMonth: string | null;
};
