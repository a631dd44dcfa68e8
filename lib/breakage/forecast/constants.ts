/** Ways to say how much of what is open will stay open, among which the back-test chooses. README.md has each. */
export const candidates = [
  "open-balance-credibility",
  "open-balance",
  "open-balance-pooled",
  "bornhuetter-ferguson",
  "redemption-chain-ladder",
  "mature-rate",
  "last-year-rate",
  "unredeemed-today",
] as const;
export type Candidate = (typeof candidates)[number];

/** `category-blend` is for types with too little history of their own: no past cut can test it. */
export const methods = [...candidates, "category-blend"] as const;
export type Method = (typeof methods)[number];

/** Whether a type has a history: three cohorts seen beyond their month of sale, fewer, or none. */
export const statuses = ["ok", "too-little-history", "no-history"] as const;
export type Status = (typeof statuses)[number];

/** What was sold: cards, or value put on a card again. */
export const lotKinds = ["sale", "reload"] as const;
export type LotKind = (typeof lotKinds)[number];

/**
 * What is the card's own and not its type's; a version keeps how each type's cards are spread over it. Merchant and segment
 * are kept crossed too, by the age segments of the day it is made: by year of birth there would be a row for every few cards.
 */
export const shareDimensions = ["merchant", "state", "segment", "merchant-segment"] as const;
export type ShareDimension = (typeof shareDimensions)[number];

/** What the change between two versions is split by. */
export const movedBy = ["brand", "card-type"] as const;
export type MovedBy = (typeof movedBy)[number];

/** The headline, unless the back-test says otherwise. */
export const HEADLINE: Candidate = "open-balance-credibility";
/** What a model has to beat, and what is used when none does. */
export const FIRST_BASELINE: Candidate = "mature-rate";
export const baselines = ["mature-rate", "last-year-rate", "unredeemed-today"] as const satisfies readonly Candidate[];

/** The age at which value that never expires is taken to be settled. */
export const ULTIMATE_AGE = 60;
/** A type, and the portfolio, needs so many cohorts seen beyond their month of sale. */
export const LEAST_COHORTS = 3;
export const REPLICATES = 400;

/** Ages at the cut, in months, both ends included. */
export const ageGroups = [
  { name: "0-3", from: 0, to: 3 },
  { name: "4-9", from: 4, to: 9 },
  { name: "10-24", from: 10, to: 24 },
  { name: "25+", from: 25, to: Number.POSITIVE_INFINITY },
] as const;
export type AgeGroup = (typeof ageGroups)[number]["name"];

/** Shares of the truth that the ranges are made to hold. */
export const levels = [0.5, 0.8, 0.9, 0.95] as const;
/** The share of past outcomes at which 90 % ranges are calibrated. */
export const COVERAGE = 0.9;

/** The first month end at which history is forecast again: the twelfth. */
export const MONTHS_BEFORE_FIRST_CUT = 12;
/** A forecast is held against what came at least so many months later. */
export const MONTHS_FOLLOWED = 6;
/** Methods are judged on what came so many months later or more, wherever history is long enough: breakage is the far end. */
export const MONTHS_JUDGED = 9;
/** As many month ends of the past are forecast again, evenly spaced when there are more. */
export const MOST_CUTS = 12;

/** Redemptions of so many months after a past cut are held against what came. */
export const HORIZONS = [1, 3, 6, 12] as const;

/** Share of the first baseline's error, on ages 0 to 9, by which a model must be better to be used. */
export const BASELINE_MARGIN = 0.2;
/** Share of the headline's error by which another method must be better to take its place. */
export const CHANGE_MARGIN = 0.1;
