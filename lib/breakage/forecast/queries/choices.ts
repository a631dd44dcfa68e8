import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import type { Method } from "../constants";
import type { Judgement } from "../judgement";
import { instant } from "./versions";

/** What somebody chose for a type, as a whole: a method, of which null is the back-test's, and what its triangle is read without. */
export type MadeChoice = Judgement & {
  readonly id: number;
  readonly method: Method | null;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
};

/** The newest first: it is the one that counts from the next version on. */
export async function listChoices(tx: Tx, scope: Scope, cardTypeId: number): Promise<MadeChoice[]> {
  return [
    ...(await tx.execute<MadeChoice>(sql`
      select id, method, left_out as "leftOut", settled_age as "settledAge", reason, created_by_name as by,
        ${sql.raw(instant("created_at"))} as at
      from app.forecast_override
      where issuer_id = ${scope.issuerId} and card_type_id = ${cardTypeId} order by id desc`)),
  ];
}
