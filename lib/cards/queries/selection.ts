import { type SQL, sql } from "drizzle-orm";
import { ULTIMATE_AGE } from "@/lib/breakage/forecast/constants";
import { withinYear } from "@/lib/breakage/period";
import type { Context } from "@/lib/breakage/queries/context";
import { conditionsOf } from "@/lib/breakage/queries/cut";
import { cardColumns } from "@/lib/breakage/queries/wanted";
import type { Basis } from "@/lib/breakage/report";
import type { Segment } from "@/lib/breakage/segment";
import { addDays, type Period } from "@/lib/dates";
import type { CardListParams } from "../schema";
import { drainedTest } from "./drained";
import { cardStates, everyCardState, usableUntil } from "./state";

/** What a list of cards on which something moved in its period adds up: what has gone of each, or what is owed of it. */
const moved: { readonly [of in CardListParams["of"]]?: "gone" | "owed" } = { lapsed: "gone", changed: "owed" };

/** The states of the cards that a list is of, each with what moved on it in the period where the list is of that. */
export function selectedStates(
  context: Context,
  basis: Basis,
  params: CardListParams,
  segments: readonly Segment[],
): SQL {
  const where = cellTest(context, basis, params, segments);
  const what = moved[params.of];
  if (what) return movedStates(context, basis.period, where, sql.raw(what));
  return sql`select q.*, null::bigint as in_period from (${cardStates(context, basis.asOf, where)}) q
    where ${stateTest(context, basis, params)}${params.owed ? sql` and q.owed <> 0` : sql``}`;
}

/** Which cards: the cell's filters, and the dates its period speaks of. */
function cellTest(context: Context, basis: Basis, params: CardListParams, segments: readonly Segment[]): SQL {
  const about = { issuerId: context.issuerId, asOf: basis.asOf, segments };
  const tests = conditionsOf(params, about).map(({ column, test }) => test(sql.raw(cardColumns[column])));
  const year = params["expiry-year"];
  const period = year === undefined || params.of !== "expiring" ? basis.period : withinYear(basis.period, Number(year));
  if (params.of === "expiring") tests.push(between("c.card_expires_on", period));
  if (params.of === "sold" || params.of === "drained") tests.push(between("c.sold_on", basis.period));
  // Loaded for the last time in it: sold by then, whatever was added since.
  if (params.of === "loaded") tests.push(sql`c.sold_on <= ${basis.period.to}::date`);
  if (params.of === "lapsing") tests.push(between("c.funds_expires_on + 1", basis.period));
  if (params.of === "lapsed") tests.push(mayHaveLapsed(context, basis.period));
  if (params.of === "changed") tests.push(mayHaveChanged(context, basis.period));
  if (params.of === "ending") tests.push(between(ENDS_ON, basis.period));
  if (params.of === "usable-until") tests.push(usableUntil(basis.period));
  if (params.funds) {
    const gone = sql`coalesce(c.funds_expires_on <= ${basis.period.to}::date, false)`;
    tests.push(params.funds === "gone" ? gone : sql`not ${gone}`);
  }
  if (params.customer !== undefined) tests.push(heldBy(context, params.customer));
  if (params.holder === "anonymous") tests.push(HELD_BY_NOBODY_NAMED);
  if (params.of === "never-lapsing") tests.push(sql`c.funds_expires_on is null`);
  return sql.join([sql`c.currency = ${basis.currency}`, ...tests], sql` and `);
}

const heldBy = ({ issuerId }: Context, id: string): SQL =>
  sql`c.customer_id = (select customer_id from app.customer_key where issuer_id = ${issuerId} and source_id = ${id})`;
const HELD_BY_NOBODY_NAMED = sql.raw(
  "exists (select from silver.customer h where h.customer_id = c.customer_id and h.source_id is null)",
);

/** What is known only once the card's state as of the date is. */
function stateTest(context: Context, { asOf, period }: Basis, { of }: CardListParams): SQL {
  switch (of) {
    case "loaded":
      return between("greatest(q.sold_on, q.last_load_on)", period);
    case "used":
      return between("q.last_use_on", period);
    case "never-used":
      return sql`q.last_use_on is null`;
    case "partly-used":
      return sql`q.redeemed > 0 and q.owed > 0`;
    case "usable-until":
      return sql`q.owed > 0`;
    case "drained":
      return sql`q.last_use_on <= q.sold_on + 1 and q.unredeemed - q.escheated - q.expired = 0
        and ${drainedTest(context, asOf, "q")}`;
    default:
      return sql`true`;
  }
}

/**
 * What lapsed in a period is what had lapsed at its end less what had lapsed the day before it: funds that ended,
 * expiries booked, and whatever was put right on a card that had lapsed already. What is owed changes by the same rule.
 */
function movedStates(context: Context, { from, to }: Period, where: SQL, what: SQL): SQL {
  return sql`select ${FROZEN}, ${AT_END}, sum(case when at_end then ${what} else -${what} end) as in_period
    from (
      select true as at_end, e.* from (${everyCardState(context, to, where)}) e
      union all
      select false, b.* from (${everyCardState(context, addDays(from, -1), where)}) b
    ) q
    group by ${FROZEN} having sum(case when at_end then ${what} else -${what} end) <> 0`;
}

/** Added up and not joined: right after a large import the server may guess sizes so badly that a join never ends. */
const FROZEN = sql.raw(`customer_id, card_id, card_type_id, merchant_id, currency, jurisdiction, birth_year, sold_on,
  card_expires_on, funds_expires_on`);
const AT_END = sql.raw(
  [
    ...["cards", "redemptions", "sold", "redeemed", "other", "escheated", "gone", "owed", "unredeemed"].map(
      (name) => `coalesce(sum(${name}) filter (where at_end), 0) as ${name}`,
    ),
    ...["last_use_on", "opened_on"].map((name) => `max(${name}) filter (where at_end) as ${name}`),
  ].join(", "),
);

/**
 * Only these can have lapsed in it, told from the summary alone: the funds ended, or since the period began something
 * happened to a card that has lapsed or whose expiry is booked. As it was known before, a booking may be in no summary.
 */
function mayHaveLapsed(context: Context, period: Period): SQL {
  const { laterBatches } = context;
  const { from, to } = period;
  const touched = touchedSince(context, period);
  const booked = laterBatches ? touched : sql`c.expired <> 0 and ${touched}`;
  return sql`(${between("c.funds_expires_on + 1", { from, to })} or c.funds_expires_on < ${to}::date and ${touched} or ${booked})`;
}

const touchedSince = ({ timeZone }: Context, { from }: Period): SQL =>
  sql`c.last_event_at >= (${from}::date::timestamp at time zone ${timeZone})`;

/** What is owed on a card changes by what happens to it, and on the day after its funds ended. */
const mayHaveChanged = (context: Context, period: Period): SQL =>
  sql`(${between("c.funds_expires_on + 1", period)} or ${touchedSince(context, period)})`;

/**
 * Where forecasts take a card to end: on its expiry or that of its funds, whichever is first, and where neither comes at the
 * age at which they end.
 */
const ENDS_ON = `coalesce(least(c.card_expires_on, c.funds_expires_on),
  (c.sold_on + make_interval(months => ${ULTIMATE_AGE}))::date)`;

const between = (column: string, { from, to }: Period) => sql`${sql.raw(column)} between ${from}::date and ${to}::date`;
