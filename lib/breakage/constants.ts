/** What belongs to the card type. */
export const typeDimensions = ["card-type", "brand", "category", "business-model", "medium", "loop"] as const;
export type TypeDimension = (typeof typeDimensions)[number];

/** What breakage can be cut by: what is the card type's own, then what is the card's, its holder's or of its dates. */
export const dimensions = [...typeDimensions, "merchant", "segment", "state", "sale-year", "expiry-year"] as const;
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
