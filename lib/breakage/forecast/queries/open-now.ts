import { type SQL, sql } from "drizzle-orm";

/**
 * What a row of gold.forecast_cohort has open, as the forecast of it took it: a cohort may be redeemed above its value, or
 * less than nothing of it, and its balance still lies between 0 and the value sold. Only of single cohorts: in sums of them
 * one would be taken off another.
 */
export const openNowOf = (cohort: string): SQL =>
  sql.raw(`greatest(least(${cohort}.sold - ${cohort}.redeemed, ${cohort}.sold), 0)`);
