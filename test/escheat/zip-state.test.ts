import { describe, expect, it } from "vitest";
import { isZip, placeOfZip } from "@/lib/escheat/zip-state";
import { usStates } from "@/lib/ingest/row/places";

/** The ZIP code of each seat of government. */
const CAPITALS =
  "AL 36104 AK 99801 AZ 85007 AR 72201 CA 95814 CO 80203 CT 06106 DE 19901 DC 20001 FL 32399 GA 30334 HI 96813 ID 83702 IL 62701 IN 46204 IA 50319 KS 66612 KY 40601 LA 70802 ME 04330 MD 21401 MA 02133 MI 48933 MN 55155 MS 39201 MO 65101 MT 59601 NE 68509 NV 89701 NH 03301 NJ 08608 NM 87501 NY 12224 NC 27601 ND 58505 OH 43215 OK 73105 OR 97301 PA 17120 RI 02903 SC 29201 SD 57501 TN 37243 TX 78701 UT 84114 VT 05633 VA 23219 WA 98501 WV 25305 WI 53702 WY 82002 PR 00901 VI 00802 GU 96910 AS 96799 MP 96950";
const capitals = [...CAPITALS.matchAll(/([A-Z]{2}) (\d{5})/g)].map(([, state = "", zip = ""]) => ({ state, zip }));

describe("the place of a ZIP code", () => {
  it("is the right one for the capital of every state, the district and each territory", () => {
    expect(capitals.map(({ state }) => state).sort()).toEqual(Object.keys(usStates).sort());
    expect(capitals.map(({ zip }) => placeOfZip(zip))).toEqual(capitals.map(({ state }) => `US-${state}`));
  });

  it.each([
    ["00501", "US-NY", "Holtsville, far from the other codes of New York"],
    ["05501", "US-MA", "Andover, amid Vermont"],
    ["06390", "US-NY", "Fishers Island, by way of Connecticut"],
    ["20101", "US-VA", "Dulles, between two prefixes of Washington"],
    ["20588", "US-MD", "a government code in Maryland under a prefix of Washington"],
    ["31999", "US-GA", "the last of Georgia before Florida"],
    ["32004", "US-FL", "the first of Florida"],
    ["38501", "US-TN", "the last prefix of Tennessee"],
    ["38601", "US-MS", "the first of Mississippi"],
    ["39901", "US-GA", "Atlanta again, after Mississippi"],
    ["56901", "US-DC", "parcels of the government, amid Minnesota"],
    ["73301", "US-TX", "Austin, amid Oklahoma"],
    ["73960", "US-TX", "Texhoma, by way of Oklahoma"],
    ["83414", "US-WY", "Alta, by way of Idaho"],
    ["87654", "US-NM", "a prefix of one code"],
    ["88510", "US-TX", "El Paso, after New Mexico"],
    ["96799", "US-AS", "Pago Pago, under a prefix of Hawaii"],
    ["96932", "US-GU", "the last of Guam"],
    ["96952", "US-MP", "Tinian"],
    ["96940", "PW", "Palau, a country of its own"],
  ])("of %s is %s: %s", (zip, place) => {
    expect(placeOfZip(zip)).toBe(place);
    expect(placeOfZip(`${zip}-0001`)).toBe(place);
  });

  it("is no state for the post of the armed forces", () => {
    expect(["09002", "34001", "96201", "96667"].map(placeOfZip)).toEqual(Array(4).fill("military"));
  });

  it("is nowhere for prefixes that nobody has, and for text that is no ZIP code", () => {
    const nowhere = [
      "00001",
      "00499",
      "21300",
      "26900",
      "34300",
      "51700",
      "77100",
      "88600",
      "98700",
      "96920x",
      "1234",
      "",
    ];
    expect(nowhere.map(placeOfZip)).toEqual(nowhere.map(() => null));
  });
});

describe("the form of a ZIP code", () => {
  it("is five digits, or nine with or without a hyphen", () => {
    expect(["02133", "02133-1000", "021331000"].every(isZip)).toBe(true);
    expect(["2133", "02133-", "02133-100", "0213a", " 02133"].some(isZip)).toBe(false);
  });
});
