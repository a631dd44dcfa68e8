import { plain } from "./choices";

/** States, the federal district and inhabited territories of the United States, each with its own unclaimed property law. */
export const usStates: Readonly<Record<string, string>> = {
  AL: "Alabama",
  AK: "Alaska",
  AZ: "Arizona",
  AR: "Arkansas",
  CA: "California",
  CO: "Colorado",
  CT: "Connecticut",
  DE: "Delaware",
  DC: "District of Columbia",
  FL: "Florida",
  GA: "Georgia",
  HI: "Hawaii",
  ID: "Idaho",
  IL: "Illinois",
  IN: "Indiana",
  IA: "Iowa",
  KS: "Kansas",
  KY: "Kentucky",
  LA: "Louisiana",
  ME: "Maine",
  MD: "Maryland",
  MA: "Massachusetts",
  MI: "Michigan",
  MN: "Minnesota",
  MS: "Mississippi",
  MO: "Missouri",
  MT: "Montana",
  NE: "Nebraska",
  NV: "Nevada",
  NH: "New Hampshire",
  NJ: "New Jersey",
  NM: "New Mexico",
  NY: "New York",
  NC: "North Carolina",
  ND: "North Dakota",
  OH: "Ohio",
  OK: "Oklahoma",
  OR: "Oregon",
  PA: "Pennsylvania",
  RI: "Rhode Island",
  SC: "South Carolina",
  SD: "South Dakota",
  TN: "Tennessee",
  TX: "Texas",
  UT: "Utah",
  VT: "Vermont",
  VA: "Virginia",
  WA: "Washington",
  WV: "West Virginia",
  WI: "Wisconsin",
  WY: "Wyoming",
  PR: "Puerto Rico",
  GU: "Guam",
  VI: "Virgin Islands",
  AS: "American Samoa",
  MP: "Northern Mariana Islands",
};

const states = new Map(
  Object.entries(usStates).flatMap(([code, name]) => [
    [plain(code), code],
    [plain(name), code],
    [plain(`US-${code}`), code],
  ]),
);

export const stateCode = (text: string): string | undefined => states.get(plain(text));

let countries: Map<string, string> | undefined;

/** ISO 3166 code of a country given by code or by its English, Russian or Japanese name. */
export function countryCode(text: string): string | undefined {
  countries ??= countryTable();
  return countries.get(plain(text));
}

/** ISO 3166 codes of all countries, each once. */
export const countryCodes = (): string[] => [...new Set(countryTable().values())].sort();

function countryTable(): Map<string, string> {
  const table = new Map<string, string>([
    ["usa", "US"],
    ["uk", "GB"],
    ["unitedstatesofamerica", "US"],
  ]);
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const names = ["en", "ru", "ja"].map(
    (language) => new Intl.DisplayNames(language, { type: "region", fallback: "none" }),
  );
  for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
    // Codes such as EU, UN and ZZ have a name but are no country.
    if (["EU", "EZ", "UN", "ZZ", "QO", "XA", "XB"].includes(code)) continue;
    const known = names.map((display) => display.of(code)).filter((name) => name !== undefined);
    if (known.length === 0) continue;
    table.set(plain(code), code);
    for (const name of known) table.set(plain(name), code);
  }
  return table;
}
