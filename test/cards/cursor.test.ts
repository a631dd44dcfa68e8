import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { readAddress } from "@/lib/address";
import { encodeCursor, type Place } from "@/lib/cards/cursor";
import {
  cardListParams,
  cardParams,
  cardPlace,
  catalogueParams,
  cataloguePlace,
  customerListParams,
  customerParams,
  customerPlace,
  eventListParams,
  eventPlace,
  holdingPlace,
  lapseParams,
  lifePlace,
  lossPlace,
} from "@/lib/cards/schema";
import { cellParams, cellPlace } from "@/lib/escheat/forecast/schema";

type Values = readonly (string | number)[];
type List = { params: z.ZodObject; place: Place; good: Values; bad: readonly Values[]; asked?: Record<string, string> };

/** Every list that is paged by a cursor: a place in it, and what is none. */
const lists: Record<string, List> = {
  "cards by what is left": {
    params: cardListParams,
    place: cardPlace.unredeemed,
    good: [500, 1, 2],
    bad: [
      ["2023-01-31", 1, 2],
      [500, 1],
      [500, 1, 2, 3],
      [500, "1 or 1=1", 2],
    ],
  },
  "cards by expiry": {
    params: cardListParams,
    place: cardPlace.expiry,
    asked: { order: "expiry" },
    good: ["2023-01-31", 1, 2],
    bad: [
      [500, 1, 2],
      ["0000-00-00", 1, 1],
      ["2023-02-29", 1, 1],
    ],
  },
  events: {
    params: eventListParams,
    place: eventPlace,
    good: ["2023-01-31", 2],
    bad: [
      ["2023-13-01", 2],
      [1, 2],
    ],
  },
  // The second value is the place of a kind within a moment, of which there are four.
  "a card's events": {
    params: cardParams,
    place: lifePlace,
    good: [1_700_000_000_000_000, 3, 9],
    bad: [
      [1, 4, 1],
      [1, 3_000_000_000, 1],
    ],
  },
  // An id may have 300 letters of any script.
  customers: {
    params: customerListParams,
    place: customerPlace,
    good: ["Ключ".repeat(75)],
    bad: [["a\u0000b"], ["\ud800"], ["x".repeat(301)], []],
  },
  "a customer's cards": {
    params: customerParams,
    place: holdingPlace,
    good: ["infinity", 2],
    bad: [["never", 2], ["2023-01-31"]],
  },
  "about to lapse": {
    params: lapseParams,
    place: lossPlace,
    good: [2500, 0],
    bad: [
      [25.5, 0],
      [1e21, 0],
    ],
  },
  ...Object.fromEntries(
    (["types", "brands", "merchants"] as const).map((name) => [
      name,
      { params: catalogueParams[name], place: cataloguePlace[name], good: ["brand"], bad: [["a", "b"], ["a\u0000b"]] },
    ]),
  ),
  "cards of a cell": {
    params: cellParams,
    place: cellPlace,
    good: ["2500", "5000", 7, 8],
    bad: [
      ["2500", "5000", 7],
      ["2500", "5000", 7, "x"],
    ],
  },
};

describe.each(Object.entries(lists))("the place in a list: %s", (name, { params, place, good, bad, asked = {} }) => {
  const broken = [
    ...["", "zzz", "%%%", "eyJhIjoxfQ", "x".repeat(401)],
    ...bad.map((values) => encodeCursor(place, values)),
  ];

  it("is taken as it was made", () => {
    const cursor = encodeCursor(place, good);
    expect(params.parse({ ...asked, cursor })).toMatchObject({ ...asked, cursor });
    expect(readAddress(params, { ...asked, cursor })).toMatchObject({ ...asked, cursor });
  });

  it.each(broken)("is refused by its name where it is none: %j", (cursor) => {
    const read = params.safeParse({ ...asked, cursor });
    expect(read.error?.issues.map(({ path }) => path)).toEqual([["cursor"]]);
  });

  it.each(broken)("in a page's address is left out, and all else kept: %j", (cursor) => {
    expect(readAddress(params, { ...asked, limit: "7", cursor })).toEqual(params.parse({ ...asked, limit: "7" }));
  });

  it("is none where it is another list's, were its values the same", () => {
    for (const [other, { place: its, good: theirs }] of Object.entries(lists).filter(([one]) => one !== name)) {
      for (const cursor of [encodeCursor(its, theirs), encodeCursor(its, good)]) {
        const read = params.safeParse({ ...asked, cursor });
        expect([other, read.error?.issues.map(({ path }) => path)]).toEqual([other, [["cursor"]]]);
        expect(readAddress(params, { ...asked, cursor })).toEqual(params.parse(asked));
      }
    }
  });
});
