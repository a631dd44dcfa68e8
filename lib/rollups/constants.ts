/** What every additive rollup cell adds up. All whole numbers: counts, and money in minor units of the card type's currency. */
export const measures = [
  /** Facts behind the cell; a void counts as one more. */
  "events",
  /** Cards sold: sale events less voided sales. */
  "cards",
  "sold",
  "reloaded",
  /** Redemptions less voided ones. */
  "redemptions",
  "redeemed",
  /** Purchase totals of those redemptions: what the card's holder spent in all, card or not. */
  "spent",
  "refunded",
  "fees",
  /** Signed: in positive, out negative. */
  "transferred",
  /** Signed. */
  "adjusted",
  "expired",
  "escheated",
] as const;
export type Measure = (typeof measures)[number];

/** What a card's summary knows of when. */
export const summaryDates = [
  "first_use_on",
  "last_use_on",
  "last_load_on",
  "last_enquiry_on",
  "opened_on",
  "last_opened_on",
  "last_event_at",
] as const;

/**
 * One entry per rollup: its key columns after `issuer_id`, and the question it answers. Keys never depend on today:
 * ages and windows are computed when the rollup is read.
 */
export const rollupKeys = {
  /**
   * Development triangles of forecasts: cards sold in one month that can last be used in one month, by every attribute of the type.
   * The month of card expiry is there for accounts, which follow the funds of cards that have expired.
   */
  type_cohort: ["card_type_id", "sale_month", "expiry_month", "end_month", "activity_month"],
  /** Windows of days, day charts, and the days of a month that has begun. */
  type_day: ["card_type_id", "day"],
  /** What happened at a merchant. */
  merchant_month: ["merchant_id", "card_type_id", "activity_month"],
  /** Breakage of cards expiring in a period: as things stand, and by month of activity so that any earlier date can be had. */
  type_expiry: ["card_type_id", "sale_year", "expiry_month", "lapse_month"],
  type_expiry_month: ["card_type_id", "sale_year", "expiry_month", "lapse_month", "activity_month"],
  /** The same by month of activity first: the liability's way through the months, and what moved it, by type. */
  type_lapse: ["card_type_id", "lapse_month", "activity_month"],
  /** The same by selling merchant, as things stand only, for the reason given below. */
  merchant_expiry: ["merchant_id", "card_type_id", "expiry_month", "lapse_month"],
  /**
   * The same by the holder's jurisdiction, as things stand only: with the month of activity this had nearly as many
   * cells as there are facts. Earlier dates are answered from the cards of the period.
   */
  state_expiry: ["jurisdiction", "currency", "expiry_month", "lapse_month"],
  /** The same by the holder's year of birth, from which age segments are made on reading. */
  birth_expiry: ["birth_year", "currency", "expiry_month", "lapse_month"],
} as const;
export type RollupName = keyof typeof rollupKeys;
export type RollupKey = (typeof rollupKeys)[RollupName][number];

/** The kind of run that holds every sum against the facts. */
export const VERIFY = "rollups.verify";
