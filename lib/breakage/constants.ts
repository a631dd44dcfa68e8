/** What breakage can be cut by. The first six belong to the card type, the others to the card, its holder or its dates. */
export const dimensions = [
  "card-type",
  "brand",
  "category",
  "business-model",
  "medium",
  "loop",
  "merchant",
  "segment",
  "state",
  "sale-year",
  "expiry-year",
] as const;
export type Dimension = (typeof dimensions)[number];

/** Closed: spent only at named merchants (closed and semi-closed models). */
export const loops = ["open", "closed"] as const;

/**
 * What a figure is held against: nothing, the period just before of the same length, the same period a year before, or a
 * period of one's own.
 */
export const comparisons = ["none", "previous", "year", "custom"] as const;
export type Comparison = (typeof comparisons)[number];

/** Group for everybody whose age lies between or beyond the issuer's own segments. */
export const OUTSIDE_SEGMENTS = "outside";
