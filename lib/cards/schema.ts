import { z } from "zod";
import { civilDate, currency, dateShape, filterShape, inOrder, knownAt, outOfOrder } from "@/lib/breakage/schema";
import { wholeNumber } from "@/lib/whole-number";
import { ANY_TEXT, cursorOf, DATE_OR_NEVER, isPlace, NOT_OURS, type Place, placeIn, WHOLE } from "./cursor";
import { eventGroups, eventStandings } from "./event";

const limit = wholeNumber(1, 500).default(50);

export const cardOrders = ["unredeemed", "expiry"] as const;

/** Where a page of each list ends: cards by their order, events of all cards, those of one, and so on. */
export const cardPlace = {
  unredeemed: placeIn("cards-by-unredeemed", WHOLE, WHOLE, WHOLE),
  expiry: placeIn("cards-by-expiry", DATE_OR_NEVER, WHOLE, WHOLE),
} as const;
export const eventPlace = placeIn("events", DATE_OR_NEVER, WHOLE);
/** Its moment in microseconds, the place of its kind within it, its own number. */
export const lifePlace = placeIn("card", WHOLE, /^[0-3]$/, WHOLE);
export const customerPlace = placeIn("customers", ANY_TEXT);
export const holdingPlace = placeIn("customer", DATE_OR_NEVER, WHOLE);
export const lossPlace = placeIn("about-to-lapse", WHOLE, WHOLE);
export const cataloguePlace = {
  types: placeIn("card-types", ANY_TEXT),
  brands: placeIn("brands", ANY_TEXT),
  merchants: placeIn("merchants", ANY_TEXT),
} as const;

/**
 * Which cards a period speaks of: those that expire in it (as in breakage), were sold, last loaded or last used in it, were sold in it
 * and drained at once, whose funds are gone from a day in it on, on which value lapsed in it, of which more or less is owed after it
 * than before, or that end in it as a forecast
 * counts ends, or on which something is owed that can be used for the last time in it. The others ask for no period: never used, partly used with value owed, never lapsing, all.
 */
export const cardSelections = [
  "expiring",
  "sold",
  "loaded",
  "used",
  "drained",
  "lapsing",
  "lapsed",
  "changed",
  "ending",
  "usable-until",
  "never-used",
  "partly-used",
  "never-lapsing",
  "all",
] as const;

/** What a period leaves of a card's funds: they end in it or before, or they end later or never. */
export const fundsAfter = ["gone", "there"] as const;

/** Whose cards, where it is not one customer: `anonymous`, of holders whom no source has named. */
export const cardHolders = ["anonymous"] as const;

/** The cards behind a figure: the figure's own dates and currency, its cell as filters, and a page. */
export const cardListParams = z
  .strictObject({
    ...dateShape,
    currency: currency.optional(),
    ...filterShape,
    of: z.enum(cardSelections).default("expiring").meta({
      description:
        "Which cards the period speaks of. `usable-until`: only those on which something is owed as of the date",
    }),
    owed: z.literal("only").optional().meta({ description: "Only cards of which something is owed as of the date" }),
    funds: z.enum(fundsAfter).optional().meta({
      description: "Only cards whose funds are gone when the period has ended, or are still there",
    }),
    customer: z.string().min(1).max(300).optional().meta({ description: "Only cards of this customer, by its id" }),
    holder: z.enum(cardHolders).optional().meta({ description: "Only cards of holders who have no name" }),
    order: z.enum(cardOrders).default("unredeemed"),
    cursor: cursorOf(cardPlace.unredeemed, cardPlace.expiry),
    limit,
  })
  .refine(inOrder, outOfOrder)
  .refine(({ customer, holder }) => customer === undefined || holder === undefined, {
    path: ["holder"],
    error: "goes with no `customer`",
  })
  .refine(({ order, cursor }) => cursor === undefined || isPlace(cursor, cardPlace[order]), {
    path: ["cursor"],
    error: NOT_OURS,
  });
export type CardListParams = z.output<typeof cardListParams>;

/** The events behind a flow: the flow's own dates and currency, and attributes of the card type as filters. */
export const eventListParams = z
  .strictObject({
    ...dateShape,
    currency: currency.optional(),
    group: z.enum(eventGroups).default("all"),
    standing: z
      .enum(eventStandings)
      .optional()
      .meta({ description: "Only of cards that were paid for, given away, or of which nobody said" }),
    purchases: z.literal("total").optional().meta({
      description: "With `at`: adds `purchases`, what was bought in all with the redemptions among the events",
    }),
    at: filterShape.merchant.meta({ description: "Only what happened at this merchant, by its code; 'unknown'" }),
    "card-type": filterShape["card-type"],
    brand: filterShape.brand,
    category: filterShape.category,
    "business-model": filterShape["business-model"],
    medium: filterShape.medium,
    loop: filterShape.loop,
    cursor: cursorOf(eventPlace),
    limit,
  })
  .refine(inOrder, outOfOrder)
  .refine(({ purchases, at }) => purchases === undefined || at !== undefined, {
    path: ["purchases"],
    error: "is added up for one merchant, who is named with `at`",
  });
export type EventListParams = z.output<typeof eventListParams>;

/** A card on a date, and a page of its events. */
export const cardParams = z.strictObject({
  asOf: civilDate.optional(),
  knownAt: knownAt.optional(),
  cursor: cursorOf(lifePlace),
  limit,
});
export type CardParams = z.output<typeof cardParams>;

export const customerListParams = z.strictObject({
  asOf: dateShape.asOf,
  knownAt: dateShape.knownAt,
  /** Parts of name, e-mail, phone or id, in any script; every part must occur. */
  search: z.string().trim().max(200).default(""),
  cursor: cursorOf(customerPlace),
  limit,
});
export type CustomerListParams = z.output<typeof customerListParams>;

/** A customer on a date, and a page of his cards. */
export const customerParams = z.strictObject({
  asOf: civilDate.optional(),
  knownAt: knownAt.optional(),
  cursor: cursorOf(holdingPlace),
  limit,
});
export type CustomerParams = z.output<typeof customerParams>;

export const lapseParams = z.strictObject({
  asOf: civilDate.optional(),
  knownAt: dateShape.knownAt,
  currency: currency.optional(),
  days: wholeNumber(1, 3660).default(30),
  cursor: cursorOf(lossPlace),
  limit,
});
export type LapseParams = z.output<typeof lapseParams>;

const catalogueOf = (place: Place) => z.strictObject({ cursor: cursorOf(place), limit });
export const catalogueParams = {
  types: catalogueOf(cataloguePlace.types),
  brands: catalogueOf(cataloguePlace.brands),
  merchants: catalogueOf(cataloguePlace.merchants),
} as const;
export type CatalogueParams = z.output<ReturnType<typeof catalogueOf>>;

/** An id as it stands in a path: the source's own, percent-encoded where needed. */
export const pathId = z.strictObject({ id: z.string().min(1).max(300) });
