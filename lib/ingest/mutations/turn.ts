import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { IMPORT_LOCK } from "../constants";
import type { LoadScope } from "../plan";

/**
 * Waits until no other load or withdrawal of the issuer is under way, and says when that was, by the database's clock: a
 * moment taken before the waiting, or on another machine, would tell their order wrongly. `now` is a test's own.
 */
export async function takeTurn(tx: Tx, { issuerId }: LoadScope, now?: Date): Promise<Date> {
  await tx.execute(sql`select pg_advisory_xact_lock(${IMPORT_LOCK}, ${issuerId})`);
  if (now) return now;
  const [clock] = await tx.execute<{ at: string }>(sql`select clock_timestamp() as at`);
  if (!clock) throw new Error("The database has no clock");
  return new Date(clock.at);
}
