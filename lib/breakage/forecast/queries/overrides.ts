import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import type { Method } from "../constants";
import { isJudged, type JudgedCell } from "../judgement";
import type { PeoplesChoices } from "../parameters";

type Row = { code: string; method: Method | null; leftOut: JudgedCell[]; settledAge: number | null };

/** The newest choice of each type of a currency. */
export async function readOverrides(tx: Tx, scope: Scope, currency: string): Promise<PeoplesChoices> {
  const rows = await tx.execute<Row>(sql`
    select code, method, left_out as "leftOut", settled_age as "settledAge" from (
      select distinct on (o.card_type_id) y.code, o.method, o.left_out, o.settled_age
      from app.forecast_override o join silver.card_type y on y.issuer_id = o.issuer_id and y.id = o.card_type_id
      where o.issuer_id = ${scope.issuerId} and y.currency = ${currency}
      order by o.card_type_id, o.id desc
    ) newest order by code`);
  return {
    overrides: Object.fromEntries(rows.flatMap(({ code, method }) => (method === null ? [] : [[code, method]]))),
    judgements: Object.fromEntries(
      rows.flatMap(({ code, leftOut, settledAge }) =>
        isJudged({ leftOut, settledAge }) ? [[code, { leftOut, settledAge }]] : [],
      ),
    ),
  };
}
