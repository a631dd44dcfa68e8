import { sql } from "drizzle-orm";

/** A date's month as text of SQL, counted from the year 0 as `monthIndex` counts. (extract() would go through numerics, at twice the time.) */
export const monthText = (date: string) =>
  `(date_part('year', ${date})::int * 12 + date_part('month', ${date})::int - 1)`;

export const monthSql = (date: string) => sql.raw(monthText(date));
