import { integer, jsonb, primaryKey, smallint, text, timestamp } from "drizzle-orm/pg-core";
import { issuer } from "./programme";
import { app, type TableClass } from "./schemas";

export const requestKeyClasses = { "app.request_key": "L" } as const satisfies Record<string, TableClass>;

/**
 * Requests that were made under a key of the caller's (`Idempotency-Key`), with what they were answered. Kept for ever: as
 * long as what they did.
 */
export const requestKey = app.table(
  "request_key",
  {
    issuerId: integer("issuer_id")
      .notNull()
      .references(() => issuer.id),
    /** The person or the API key: what one was answered is no answer for another. */
    caller: text().notNull(),
    key: text().notNull(),
    /** Method and path. */
    door: text().notNull(),
    /** SHA-256 of each field of the body, by its name: enough to say what differs. */
    fields: jsonb().$type<Record<string, string>>().notNull(),
    claimedAt: timestamp("claimed_at", { withTimezone: true }).notNull(),
    /** Null while it is being answered. */
    status: smallint(),
    answer: text(),
  },
  (t) => [primaryKey({ name: "request_key_pkey", columns: [t.issuerId, t.caller, t.key] })],
);
