/**
 * The clocks of the states, the one of most of its people first (49 CFR part 71; zones by their names in the IANA database).
 * Where there are two, whoever knows the state alone knows neither: a moment has to suit both.
 */
const EASTERN = "America/New_York";
const CENTRAL = "America/Chicago";
const MOUNTAIN = "America/Denver";
const PACIFIC = "America/Los_Angeles";

const one: Readonly<Record<string, string>> = {
  [EASTERN]: "CT DE DC GA ME MD MA NH NJ NY NC OH PA RI SC VT VA WV",
  [CENTRAL]: "AL AR IL IA LA MN MS MO OK WI",
  [MOUNTAIN]: "CO MT NM UT WY",
  [PACIFIC]: "CA WA",
  "Pacific/Honolulu": "HI",
  "America/Puerto_Rico": "PR",
  "America/St_Thomas": "VI",
  "Pacific/Guam": "GU",
  "Pacific/Saipan": "MP",
  "Pacific/Pago_Pago": "AS",
};

const two: Readonly<Record<string, readonly [string, string]>> = {
  AK: ["America/Anchorage", "America/Adak"],
  // The Navajo Nation changes its clocks, the state does not.
  AZ: ["America/Phoenix", MOUNTAIN],
  FL: [EASTERN, CENTRAL],
  ID: ["America/Boise", PACIFIC],
  IN: ["America/Indiana/Indianapolis", CENTRAL],
  KS: [CENTRAL, MOUNTAIN],
  KY: [EASTERN, CENTRAL],
  MI: ["America/Detroit", CENTRAL],
  NE: [CENTRAL, MOUNTAIN],
  NV: [PACIFIC, MOUNTAIN],
  ND: [CENTRAL, MOUNTAIN],
  OR: [PACIFIC, MOUNTAIN],
  SD: [CENTRAL, MOUNTAIN],
  TN: [CENTRAL, EASTERN],
  TX: [CENTRAL, MOUNTAIN],
};

const zones: ReadonlyMap<string, readonly string[]> = new Map([
  ...Object.entries(one).flatMap(([zone, states]) =>
    states.split(" ").map((state): [string, readonly string[]] => [`US-${state}`, [zone]]),
  ),
  ...Object.entries(two).map(([state, both]): [string, readonly string[]] => [`US-${state}`, both]),
]);

/** Null for what is no state or territory of the United States. */
export const zonesOfState = (jurisdiction: string): readonly string[] | null => zones.get(jurisdiction) ?? null;
