import { expect, it } from "vitest";
import { sinceThen } from "@/lib/breakage/forecast/since";
import { cohortOf, JANUARY } from "./cohorts";

it("after January: 10 cards of February and none that were reloaded then; 30.00 and 7.00 redeemed, by type and by brand", () => {
  const cohorts = [
    // 20.00 in January, 30.00 in February.
    cohortOf([2_000, 3_000], { id: `A/sale/${JANUARY}/never` }),
    cohortOf([500], { after: 1, id: `A/sale/${JANUARY + 1}/never` }),
    cohortOf([200], { after: 1, id: `A/reload/${JANUARY + 1}/never` }),
    cohortOf([100], { type: "B/sale", after: 1, id: `B/sale/reload/${JANUARY + 1}/never` }),
  ];
  expect(sinceThen(cohorts, JANUARY, (type) => type)).toEqual(
    new Map([
      ["A", { cardsSold: 10, redeemed: 3_700n }],
      // Its own code holds the word.
      ["B/sale", { cardsSold: 0, redeemed: 100n }],
    ]),
  );
  expect(sinceThen(cohorts, JANUARY, () => "brand").get("brand")).toEqual({ cardsSold: 10, redeemed: 3_800n });
});
