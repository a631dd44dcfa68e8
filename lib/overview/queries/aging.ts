import { type SQL, sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { lapseCut } from "@/lib/breakage/period";
import { basisOf, type Context, readContext } from "@/lib/breakage/queries/context";
import { cardStates } from "@/lib/cards/queries/state";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import { LOADED_MONTH } from "@/lib/rollups/definitions";
import { type AgingCell, agingOf } from "../aging";
import type { Aging } from "../overview";
import type { OverviewParams } from "../schema";

type Row = { basis: "load" | "last-use"; month: string; lapse_month: string; cards: string; owed: string };

/**
 * What is owed by age of the load, by last use and by the time left until it is lost: three views of one total. Present
 * dates are read from the rollup; an earlier as-of or known-at date is added up card by card.
 */
export function listAging(scope: Scope, params: OverviewParams): Promise<readonly Aging[]> {
  return withScope(
    scope,
    async (tx) => {
      const context = await readContext(tx, scope, params.knownAt);
      const { asOf, currency } = basisOf(scope, context, params);
      const isPresent = context.laterBatches === null && (context.lastEventOn === null || context.lastEventOn <= asOf);
      const rows = await readCells(
        tx,
        isPresent ? presentCells(context, asOf, currency) : pastCells(context, asOf, currency),
      );
      const load = rows.filter((row) => row.basis === "load");
      return [
        agingOf(
          "load",
          asOf,
          load.map((row) => cellOf(row, row.month)),
        ),
        agingOf(
          "last-use",
          asOf,
          rows.filter((row) => row.basis === "last-use").map((row) => cellOf(row, row.month)),
        ),
        agingOf(
          "loss",
          asOf,
          load.map((row) => cellOf(row, row.lapse_month)),
        ),
      ];
    },
    { readOnly: true },
  );
}

const readCells = (tx: Tx, cells: SQL) =>
  tx.execute<Row>(sql`
    select basis, month, lapse_month, sum(cards) as cards, sum(owed) as owed from (${cells}) p
    group by 1, 2, 3 having sum(cards) <> 0 or sum(owed) <> 0`);

const cellOf = (row: Row, month: string): AgingCell => ({ month, cards: Number(row.cards), owed: BigInt(row.owed) });

const BASES = sql.raw("(values ('load'), ('last-use')) b (basis)");
const LOAD_OR_USE = sql.raw(`case b.basis when 'load' then ${LOADED_MONTH}
  else coalesce(date_trunc('month', last_use_on)::date, 'infinity') end`);
const LAPSE_MONTH = sql.raw("coalesce(date_trunc('month', funds_expires_on + 1)::date, 'infinity')");

function presentCells(context: Context, asOf: CivilDate, currency: string): SQL {
  const { month, within } = lapseCut(asOf);
  const stored = sql`select basis, month, lapse_month, cards, balance as owed from gold.aging
    where issuer_id = ${context.issuerId} and currency = ${currency} and lapse_month > ${month}::date`;
  if (!within) return stored;
  // Lapsed since the month began: still open in their cell.
  const where = sql`c.currency = ${currency} and c.funds_expires_on between ${within.from}::date and ${within.to}::date`;
  return sql`${stored} union all
    select b.basis, ${LOAD_OR_USE}, ${LAPSE_MONTH}, -count(*), -sum(balance)
    from (select *, sold - redeemed + other - escheated - expired as balance from (${cardStates(context, asOf, where)}) s) s cross join ${BASES}
    where balance <> 0 group by 1, 2, 3`;
}

const pastCells = (context: Context, asOf: CivilDate, currency: string): SQL => sql`
  select b.basis, ${LOAD_OR_USE} as month, ${LAPSE_MONTH} as lapse_month, count(*) as cards, sum(owed) as owed
  from (${cardStates(context, asOf, sql`c.currency = ${currency}`)}) s cross join ${BASES}
  where owed <> 0 group by 1, 2, 3`;
