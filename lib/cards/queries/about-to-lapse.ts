import { type SQL, sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { basisOf, readContext } from "@/lib/breakage/queries/context";
import { addDays } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import { decodeCursor, encodeCursor } from "../cursor";
import type { AboutToLapse, FirstEnd, LossRow } from "../customer";
import { type LapseParams, lossPlace } from "../schema";
import { cardStates, usableUntil } from "./state";

type Row = {
  customer_id: string | null;
  source_id: string | null;
  name: string | null;
  cards: string;
  at_stake: string;
  lapses: string;
  first_end_on: string;
  first_end: FirstEnd;
  listed: string;
  total_customers: string;
  total_cards: string;
  total_at_stake: string;
  total_lapses: string;
};

/**
 * Cards whose value can be used for the last time within the days after the as-of date, by customer, most value first.
 * Holders without a name are one line. What lapses is the part whose funds end in the window; the rest stays owed. As it was
 * known before, the cards of the window are added up from their own facts and no others: nobody asks for it often.
 */
export function getAboutToLapse(scope: Scope, params: LapseParams): Promise<AboutToLapse> {
  return withScope(
    scope,
    async (tx) => {
      const context = await readContext(tx, scope, params.knownAt);
      const { asOf, knownAt, currency } = basisOf(scope, context, params);
      const period = { from: addDays(asOf, 1), to: addDays(asOf, params.days) };
      const where = sql`c.currency = ${currency} and ${usableUntil(period)}`;
      const rows = await tx.execute<Row>(lossQuery(cardStates(context, asOf, where), period.to, params));
      return { asOf, knownAt, currency, days: params.days, period, ...pageOf(rows, params.limit) };
    },
    { readOnly: true },
  );
}

function lossQuery(states: SQL, until: string, { cursor, limit }: LapseParams): SQL {
  const [atStake, holder] = cursor ? decodeCursor(cursor, lossPlace) : [];
  const after = cursor ? sql`(at_stake, holder) < (${atStake}::numeric, ${holder}::bigint)` : sql`true`;
  return sql`
    with loss as materialized (
      select case when h.source_id is null then 0 else s.customer_id end as holder, h.source_id, max(h.name) as name,
        count(*) as cards, sum(s.owed) as at_stake,
        coalesce(sum(s.owed) filter (where s.funds_expires_on <= ${until}::date), 0) as lapses,
        min(least(s.card_expires_on, s.funds_expires_on)) as first_end_on,
        min(s.card_expires_on) as first_card_on, min(s.funds_expires_on) as first_funds_on
      from (${states}) s join silver.customer h on h.customer_id = s.customer_id
      where s.owed > 0 group by 1, 2)
    select p.holder as customer_id, p.source_id, p.name, p.cards, p.at_stake, p.lapses, p.first_end_on,
      case when p.first_card_on > p.first_end_on or p.first_card_on is null then 'funds'
        when p.first_funds_on > p.first_end_on or p.first_funds_on is null then 'card' else 'both' end as first_end, t.*
    from (select count(*) as listed, count(*) filter (where holder <> 0) as total_customers, coalesce(sum(cards), 0) as total_cards,
      coalesce(sum(at_stake), 0) as total_at_stake, coalesce(sum(lapses), 0) as total_lapses from loss) t
    left join (select * from loss where ${after} order by at_stake desc, holder desc limit ${limit + 1}) p on true
    order by p.at_stake desc, p.holder desc`;
}

function pageOf(rows: readonly Row[], limit: number): Pick<AboutToLapse, "rows" | "nextCursor" | "listed" | "total"> {
  const [first] = rows;
  if (!first) throw new Error("totals are one row even of nothing");
  const found = rows.filter((row) => row.customer_id !== null);
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const atStake = BigInt(first.total_at_stake);
  const lapses = BigInt(first.total_lapses);
  return {
    rows: shown.map(lossOf),
    nextCursor: found.length > limit && last ? encodeCursor(lossPlace, [last.at_stake, last.customer_id ?? 0]) : null,
    listed: Number(first.listed),
    total: {
      customers: Number(first.total_customers),
      cards: Number(first.total_cards),
      atStake,
      lapses,
      staysOwed: atStake - lapses,
    },
  };
}

function lossOf(row: Row): LossRow {
  const atStake = BigInt(row.at_stake);
  const lapses = BigInt(row.lapses);
  return {
    customer: row.source_id === null ? null : { id: row.source_id, name: row.name ?? row.source_id },
    cards: Number(row.cards),
    atStake,
    lapses,
    staysOwed: atStake - lapses,
    firstEndOn: row.first_end_on,
    firstEnd: row.first_end,
  };
}
