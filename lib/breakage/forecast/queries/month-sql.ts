import { sql } from "drizzle-orm";

/** A date's month as forecasts count it, `../months.ts`. (extract() would go through numerics, at twice the time.) */
export const monthSql = (date: string) =>
  sql.raw(`(date_part('year', ${date})::int * 12 + date_part('month', ${date})::int - 1)`);
