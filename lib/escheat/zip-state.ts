/**
 * ZIP codes and the states they lie in. RUUPA § 7017 takes a ZIP code alone for an address, since it tells the state.
 * The first three digits name a sectional centre, and with the few exceptions below a centre serves one state. Prefixes
 * that the Postal Service has not assigned are in no list.
 */
const PREFIXES: Readonly<Record<string, string>> = {
  AL: "350-352 354-369",
  AK: "995-999",
  AZ: "850-853 855-857 859-860 863-865",
  AR: "716-729",
  CA: "900-908 910-928 930-961",
  CO: "800-816",
  CT: "060-069",
  DE: "197-199",
  DC: "200 202-205 569",
  FL: "320-339 341-342 344 346-347 349",
  GA: "300-319 398-399",
  HI: "967-968",
  ID: "832-838",
  IL: "600-620 622-629",
  IN: "460-479",
  IA: "500-516 520-528",
  KS: "660-662 664-679",
  KY: "400-418 420-427",
  LA: "700-701 703-708 710-714",
  ME: "039-049",
  MD: "206-212 214-219",
  MA: "010-027 055",
  MI: "480-499",
  MN: "550-551 553-567",
  MS: "386-397",
  MO: "630-631 633-641 644-658",
  MT: "590-599",
  NE: "680-681 683-693",
  NV: "889-891 893-895 897-898",
  NH: "030-038",
  NJ: "070-089",
  NM: "870-871 873-884",
  NY: "005 100-149",
  NC: "270-289",
  ND: "580-588",
  OH: "430-459",
  OK: "730-731 734-741 743-749",
  OR: "970-979",
  PA: "150-196",
  RI: "028-029",
  SC: "290-299",
  SD: "570-577",
  TN: "370-385",
  TX: "733 750-770 772-799 885",
  UT: "840-847",
  VT: "050-054 056-059",
  VA: "201 220-246",
  WA: "980-986 988-994",
  WV: "247-268",
  WI: "530-532 534-535 537-549",
  WY: "820-831",
  PR: "006-007 009",
  VI: "008",
};

/** Single codes across a border from their centre, and the Pacific prefix, which is shared. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  "06390": "US-NY",
  "20588": "US-MD",
  "20598": "US-VA",
  "73960": "US-TX",
  "83414": "US-WY",
  "96799": "US-AS",
  "96910-96932": "US-GU",
  "96939-96940": "PW",
  "96941-96944": "FM",
  "96950-96952": "US-MP",
  "96960-96970": "MH",
};

/** Post of the armed forces, which goes wherever they are: an address in no state. */
const MILITARY = "090-098 340 962-966";

const ZIP = /^(\d{3})\d{2}(-?\d{4})?$/;

export const isZip = (text: string): boolean => ZIP.test(text);

/**
 * 'US-TX' for a ZIP or ZIP+4 code; the country's code for a freely associated state of the Pacific; 'military';
 * null for text that is no ZIP code and for one whose prefix is not assigned.
 */
export function placeOfZip(zip: string): string | null {
  const prefix = ZIP.exec(zip)?.[1];
  if (prefix === undefined) return null;
  return exceptions.get(zip.slice(0, 5)) ?? centres.get(prefix) ?? null;
}

const exceptions = new Map(Object.entries(EXCEPTIONS).flatMap(([range, place]) => spread(range, 5, place)));
const centres = new Map([
  ...Object.entries(PREFIXES).flatMap(([state, ranges]) => spread(ranges, 3, `US-${state}`)),
  ...spread(MILITARY, 3, "military"),
]);

/** '350-352 354' as [code, place] for each code of the ranges, leading zeros kept. */
function spread(ranges: string, digits: number, place: string): [string, string][] {
  return ranges.split(" ").flatMap((range) => {
    const [first = "", last = first] = range.split("-");
    const codes = Array.from({ length: Number(last) - Number(first) + 1 }, (_, i) => Number(first) + i);
    return codes.map((code): [string, string] => [String(code).padStart(digits, "0"), place]);
  });
}
