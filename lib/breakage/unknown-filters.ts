import { NotFound } from "@/lib/errors";
import type { Dimension } from "./constants";

/** Filters by what an issuer has of its own; the others are closed sets, or years. */
export const openFilters = [
  "card-type",
  "brand",
  "category",
  "merchant",
  "segment",
  "state",
  /** Where something happened, as `merchant` is where a card was sold. */
  "at",
  /** Who holds a card. */
  "customer",
] as const satisfies readonly (Dimension | "at" | "customer")[];
export type OpenFilter = (typeof openFilters)[number];

const nouns: Record<OpenFilter, string> = {
  "card-type": "card type",
  brand: "brand",
  category: "category",
  merchant: "merchant",
  segment: "age segment",
  state: "state or country",
  at: "merchant",
  customer: "customer",
};

/** A figure was asked for of something that the issuer does not have: it is not 0, there is none. */
export class UnknownFilters extends NotFound {
  constructor(readonly unknown: readonly OpenFilter[]) {
    const [first, ...more] = unknown;
    super(first && more.length === 0 ? `This ${nouns[first]}` : "What these filters name", {
      fields: Object.fromEntries(unknown.map((name) => [name, "names nothing that there is"])),
    });
  }
}
