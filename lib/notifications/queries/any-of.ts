import { sql } from "drizzle-orm";

/**
 * Lists go in as one parameter, so that the statement is the same for each group. As arrays they are looked up by an
 * index; joined as a set of rows of unknown number they would have whole tables of a few thousand rows read each time.
 */
const list = (values: readonly (string | number)[]) => JSON.stringify(values);
export const anyText = (values: readonly string[]) =>
  sql`any (array (select jsonb_array_elements_text(${list(values)}::text::jsonb)))`;
export const anyNumber = (values: readonly number[]) =>
  sql`any (array (select jsonb_array_elements_text(${list(values)}::text::jsonb)::bigint))`;
