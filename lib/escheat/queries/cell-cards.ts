import { sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { decodeCursor, encodeCursor } from "@/lib/cards/cursor";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import { byClaim, type CellCard, type CellTotals, FirstCards } from "../forecast/cell-cards";
import { type CellParams, cellPlace } from "../forecast/schema";
import type { EscheatType } from "./card-types";
import { type CellBasis, readCellBasis, readKeptCell, walkCellCards } from "./cell-basis";
import type { EscheatVersion } from "./forecast-versions";

export type ListedCellCard = CellCard & {
  /** The source's own number. */
  readonly id: string;
  readonly type: { readonly code: string; readonly name: string };
};

export type CellPage = {
  readonly currency: string;
  readonly asOf: CivilDate;
  readonly version: EscheatVersion | null;
  readonly items: readonly ListedCellCard[];
  readonly totals: CellTotals;
  /** What the version keeps of the same cell; null without one. */
  readonly kept: { readonly cards: number; readonly balance: bigint; readonly claimed: bigint } | null;
  /** The rules or the holder are others than those the version was made by. */
  readonly isOtherLaw: boolean;
  readonly nextCursor: string | null;
};

/**
 * The cards behind a cell: every open card is determined again with what was known when the version was made, by the law as
 * it is now. Where the law is still the same their sums are the cell's.
 */
export function listCellCards(scope: Scope, params: CellParams): Promise<CellPage> {
  return withScope(
    scope,
    async (tx) => {
      const asked = await readCellBasis(tx, scope, params);
      const { cards, totals } = await collect(tx, scope, asked, params);
      const shown = cards.slice(0, params.limit);
      const last = shown.at(-1);
      return {
        currency: asked.currency,
        asOf: asked.basis.asOf,
        version: asked.version,
        items: await withNames(tx, shown, asked.basis.types),
        totals,
        kept: asked.version && (await readKeptCell(tx, scope, asked.version.id, asked.types, params)),
        isOtherLaw: asked.isOtherLaw,
        nextCursor: cards.length > params.limit && last ? nextAfter(last) : null,
      };
    },
    { readOnly: true },
  );
}

/** Names are looked up for so many cards at a time. */
const PORTION = 20_000;

/**
 * All cards of a cell for a file: read in one pass, the most claimed first; their numbers are looked up as they are
 * written. Some two hundred bytes stand in memory for each.
 */
export async function readAllCellCards(scope: Scope, params: CellParams) {
  const { asked, cards } = await withScope(
    scope,
    async (tx) => {
      const found = await readCellBasis(tx, scope, params);
      const all: CellCard[] = [];
      await walkCellCards(tx, scope, found, params, (card) => all.push(card));
      return { asked: found, cards: all.sort(byClaim) };
    },
    { readOnly: true },
  );
  const { currency, version, basis } = asked;
  return {
    currency,
    asOf: basis.asOf,
    version,
    count: cards.length,
    portions: async function* () {
      for (let at = 0; at < cards.length; at += PORTION) {
        const portion = cards.slice(at, at + PORTION);
        yield await withScope(scope, (tx) => withNames(tx, portion, basis.types), { readOnly: true });
      }
    },
  };
}

/** One more than is shown, so that one knows whether there is another. */
async function collect(tx: Tx, scope: Scope, asked: CellBasis, params: CellParams) {
  const first = new FirstCards(params.limit + 1, params.cursor === undefined ? null : placeOf(params.cursor));
  await walkCellCards(tx, scope, asked, params, (card) => first.add(card));
  return first.all();
}

const nextAfter = (card: CellCard): string =>
  encodeCursor(cellPlace, [String(card.claimed ?? 0n), String(card.balance), card.customerId, card.cardId]);

/** Only what the order asks of a card is known of the last one. */
function placeOf(cursor: string): CellCard {
  const [claimed = "0", balance = "0", customerId = "0", cardId = "0"] = decodeCursor(cursor, cellPlace);
  return {
    customerId: Number(customerId),
    cardId: Number(cardId),
    claimed: BigInt(claimed),
    balance: BigInt(balance),
    cardTypeId: 0,
    jurisdiction: "",
    byAddress: false,
    outcome: "not-yet",
    reportYear: null,
    presumedOn: null,
    soldOn: null,
    expected: 0n,
  };
}

async function withNames(tx: Tx, cards: readonly CellCard[], types: readonly EscheatType[]): Promise<ListedCellCard[]> {
  const keys = JSON.stringify(cards.map(({ customerId, cardId }) => ({ customer: customerId, card: cardId })));
  const rows = await tx.execute<{ customer: string; card: string; id: string }>(sql`
    select k.customer_id as customer, k.id as card, k.source_id as id
    from jsonb_to_recordset(${keys}::jsonb) w (customer bigint, card bigint)
    join silver.card k on k.customer_id = w.customer and k.id = w.card`);
  const ids = new Map(rows.map(({ customer, card, id }) => [`${customer}/${card}`, id]));
  const byId = new Map(types.map((type) => [type.id, type]));
  return cards.map((card) => ({
    ...card,
    id: ids.get(`${card.customerId}/${card.cardId}`) ?? "",
    type: { code: byId.get(card.cardTypeId)?.code ?? "", name: byId.get(card.cardTypeId)?.name ?? "" },
  }));
}
