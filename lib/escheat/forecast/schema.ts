import { z } from "zod";
import { civilDate, currency } from "@/lib/breakage/schema";
import { cursorOf, placeIn, WHOLE } from "@/lib/cards/cursor";
import { rowNumber, wholeNumber } from "@/lib/whole-number";
import { outcomes } from "../determination";

/** What the table below the years can be grouped by. */
export const escheatGroupings = ["card-type", "brand"] as const;
export type EscheatGrouping = (typeof escheatGroupings)[number];

const id = z.string().min(1).max(200);

export const escheatFilters = {
  state: id.optional().meta({ description: "Only this jurisdiction: US-TX, or a country such as CA; '-' for none" }),
  brand: id.optional().meta({ description: "Only card types of this brand, by its code" }),
  "card-type": id.optional().meta({ description: "Only this card type, by its code" }),
} as const;

/** The one form in which page, REST and command line ask for a forecast of what falls to states. */
export const escheatParams = z.strictObject({
  asOf: civilDate.optional().meta({ description: "The newest version as of this day or before" }),
  version: rowNumber.optional().meta({ description: "A version by its id" }),
  currency: currency.optional(),
  by: z.enum(escheatGroupings).default("card-type"),
  ...escheatFilters,
});
export type EscheatParams = z.output<typeof escheatParams>;

/** In an address, where nobody can say which jurisdiction. */
export const NO_JURISDICTION = "-";

export const makeEscheatInput = z.strictObject({
  asOf: civilDate.optional().meta({ description: "By default the last day with data" }),
  currency: currency.optional().meta({ description: "Only this one; by default every currency of the card types" }),
});
export type MakeEscheat = z.output<typeof makeEscheatInput>;

/** Where a page of a cell's cards ends: what is claimed, the balance, customer and card. */
export const cellPlace = placeIn("escheat-cards", WHOLE, WHOLE, WHOLE, WHOLE);

/** What a list of cards is of: one cell of a forecast, or several. */
export const cellParams = z.strictObject({
  asOf: civilDate.optional(),
  version: rowNumber.optional(),
  currency: currency.optional(),
  ...escheatFilters,
  year: wholeNumber(0, 9_999).optional().meta({ description: "Year of the report; 0: none" }),
  outcome: z.enum(outcomes).optional(),
  cursor: cursorOf(cellPlace),
  limit: wholeNumber(1, 500).default(50),
});
export type CellParams = z.output<typeof cellParams>;
