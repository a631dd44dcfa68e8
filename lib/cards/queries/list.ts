import { type SQL, sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { figuresOf } from "@/lib/breakage/figures";
import { upTo } from "@/lib/breakage/period";
import { basisOf, type Context, readContext } from "@/lib/breakage/queries/context";
import { listSegments } from "@/lib/breakage/queries/cut";
import { refuseUnknownFilters } from "@/lib/breakage/queries/unknown-filters";
import type { Basis } from "@/lib/breakage/report";
import type { Segment } from "@/lib/breakage/segment";
import type { Scope } from "@/lib/identity/scope";
import type { CardPage } from "../card";
import { decodeCursor, encodeCursor } from "../cursor";
import { type CardListParams, cardPlace } from "../schema";
import { cardRowOf, type StateRow } from "./row";
import { selectedStates } from "./selection";
import { CARD_ROW, CARD_ROW_JOINS } from "./state";

/** The cards behind a figure, page by page, with the sums over all of them: those of the cell that was opened. */
export function listCards(scope: Scope, params: CardListParams): Promise<CardPage> {
  return withScope(
    scope,
    async (tx) => {
      const [context, segments] = await Promise.all([
        readContext(tx, scope, params.knownAt),
        params.segment === undefined ? [] : listSegments(tx, scope.issuerId),
      ]);
      const basis = datesOf(basisOf(scope, context, params), params);
      const rows = await tx.execute<PageRow>(pageQuery(context, basis, params, segments));
      const page = pageOf(scope, rows, basis, params);
      if (page.items.length === 0) await refuseUnknownFilters(tx, scope, params, segments);
      return page;
    },
    { readOnly: true },
  );
}

/** What moved in a period is told at its end: nothing later has a part in it, and the cards are shown as they were then. */
function datesOf(basis: Basis, { of }: CardListParams): Basis {
  if (of !== "lapsed" && of !== "changed") return basis;
  const period = upTo(basis.period, basis.asOf);
  return { ...basis, period, asOf: period.to };
}

type ListedState = StateRow & { in_period: string | null };
type PageRow = { [K in keyof ListedState]: ListedState[K] | null } & {
  unredeemed: string;
  listed: string;
  total_cards: string;
  total_redemptions: string;
  total_sold: string;
  total_redeemed: string;
  total_other: string;
  total_gone: string;
  total_escheated: string;
  total_in_period: string;
};

const SUMS = ["cards", "redemptions", "sold", "redeemed", "other", "gone", "escheated", "in_period"] as const;

function pageQuery(context: Context, basis: Basis, params: CardListParams, segments: readonly Segment[]): SQL {
  // A card counts by its sale; what is owed on one whose sale was taken back, or never told, is owed all the same.
  const summed = (name: (typeof SUMS)[number]) =>
    name === "cards" && params.owed ? "count(*)" : `coalesce(sum(${name}), 0)`;
  const totals = sql.raw(SUMS.map((name) => `${summed(name)} as total_${name}`).join(", "));
  const { after, order } = orderOf(params);
  return sql`
    with state as materialized (${selectedStates(context, basis, params, segments)}),
      page as (select s.*, row_number() over (order by ${order}) as place from state s where ${after} order by ${order} limit ${params.limit + 1})
    select t.*, p.* from (select count(*) as listed, ${totals} from state) t
    left join (select ${CARD_ROW}, s.in_period, s.place from page s ${CARD_ROW_JOINS}) p on true
    order by p.place`;
}

function orderOf({ order, cursor }: CardListParams): { after: SQL; order: SQL } {
  if (order === "expiry") {
    const [date, customer, card] = cursor ? decodeCursor(cursor, cardPlace.expiry) : [];
    return {
      order: sql.raw("coalesce(s.card_expires_on, 'infinity'), s.customer_id, s.card_id"),
      after: cursor
        ? sql`(coalesce(s.card_expires_on, 'infinity'), s.customer_id, s.card_id) > (${date}::date, ${customer}::bigint, ${card}::bigint)`
        : sql`true`,
    };
  }
  const [unredeemed, customer, card] = cursor ? decodeCursor(cursor, cardPlace.unredeemed) : [];
  return {
    order: sql.raw("s.unredeemed desc, s.customer_id desc, s.card_id desc"),
    after: cursor
      ? sql`(s.unredeemed, s.customer_id, s.card_id) < (${unredeemed}::numeric, ${customer}::bigint, ${card}::bigint)`
      : sql`true`,
  };
}

function pageOf(scope: Scope, rows: readonly PageRow[], basis: Basis, params: CardListParams): CardPage {
  const [first] = rows;
  if (!first) throw new Error("totals are one row even of nothing");
  const found = rows.filter((row): row is PageRow & ListedState => row.id !== null);
  const shown = found.slice(0, params.limit);
  const last = shown.at(-1);
  const sort = params.order === "expiry" ? (last?.card_expires_on ?? "infinity") : (last?.unredeemed ?? "0");
  return {
    ...basis,
    items: shown.map((row) => ({ ...cardRowOf(scope, row, basis.asOf), ...movedIn(params, row.in_period) })),
    nextCursor:
      found.length > params.limit && last
        ? encodeCursor(cardPlace[params.order], [sort, last.customer_id, last.card_id])
        : null,
    listed: Number(first.listed),
    total: figuresOf({
      cards: Number(first.total_cards),
      redemptions: Number(first.total_redemptions),
      sold: BigInt(first.total_sold),
      redeemed: BigInt(first.total_redeemed),
      other: BigInt(first.total_other),
      lapsed: BigInt(first.total_gone),
      escheated: BigInt(first.total_escheated),
    }),
    ...movedIn(params, first.total_in_period),
  };
}

function movedIn({ of }: CardListParams, amount: string | null): Pick<CardPage, "lapsedInPeriod" | "changedInPeriod"> {
  if (of === "lapsed") return { lapsedInPeriod: BigInt(amount ?? 0) };
  return of === "changed" ? { changedInPeriod: BigInt(amount ?? 0) } : {};
}
