import { createHash } from "node:crypto";
import { type MappingInput, mappingSchema } from "@/lib/ingest/mapping/schema";
import { planFiles, planOf } from "@/lib/ingest/mutations/plan";
import type { LoadPlan } from "@/lib/ingest/plan";
import type { ByteSource } from "@/lib/ingest/reader/source";

/** Invented files of any size, made while they are read: 100.00 cards with up to four uses, spread over six years. */
export const TYPES = 50;
const MERCHANTS = 40;
const DAYS = 2190;
const LINES_AT_ONCE = 2_000;

const mapping = mappingSchema.parse({
  name: "bench",
  files: [
    { entity: "merchant", match: "merchants.csv", columns: { code: { column: 1 }, name: { column: 2 } } },
    {
      entity: "card_type",
      match: "types.csv",
      columns: { code: { column: 1 }, name: { column: 2 }, businessModel: { column: 3 } },
    },
    {
      entity: "card",
      match: "cards*.csv",
      columns: {
        id: { column: 1 },
        cardType: { column: 2 },
        merchant: { column: 3 },
        soldOn: { column: 4 },
        expiresOn: { column: 5 },
      },
    },
    {
      entity: "card_transaction",
      match: "transactions*.csv",
      columns: {
        id: { column: 1 },
        card: { column: 2 },
        kind: { column: 3 },
        amount: { column: 4 },
        merchant: { column: 5 },
        occurredAt: { column: 6 },
        purchaseTotal: { column: 7 },
      },
    },
  ],
} satisfies MappingInput);

/** A whole number below `limit`, the same for the same n. */
function spread(n: number, limit: number): number {
  let x = Math.imul(n + 1, 0x9e3779b1);
  x = Math.imul(x ^ (x >>> 15), 0x2c1b3c6d);
  x = Math.imul(x ^ (x >>> 12), 0x297a2d39);
  return ((x ^ (x >>> 15)) >>> 0) % limit;
}

const START = Date.UTC(2019, 0, 1);
const dayText = (days: number) => new Date(START + days * 86_400_000).toISOString().slice(0, 10);
/** A type is sold and used at four of the shops, as real ones are. */
const shopOf = (card: number, n: number) => ((card % TYPES) * 3 + spread(n, 4)) % MERCHANTS;
const soldDay = (card: number) => spread(card, DAYS - 400);

function source(name: string, header: string, count: number, line: (i: number) => string): ByteSource {
  return {
    name,
    size: count * 64,
    async *open() {
      let text = `${header}\n`;
      for (let i = 0; i < count; i += 1) {
        text += `${line(i)}\n`;
        if (i % LINES_AT_ONCE === LINES_AT_ONCE - 1) {
          yield Buffer.from(text);
          text = "";
        }
      }
      yield Buffer.from(text);
    },
  };
}

const plan = (sources: readonly ByteSource[], salt: string): LoadPlan =>
  planOf(
    planFiles(
      mapping,
      sources.map((one) => ({
        fileId: null,
        name: one.name,
        sha256: createHash("sha256").update(`${one.name} ${salt}`).digest("hex"),
        source: one,
      })),
    ).files,
  );

/** What must be there before any transaction: merchants, card types, and `cards` cards. */
export const parentsPlan = (cards: number): LoadPlan =>
  plan(
    [
      source("merchants.csv", "code,name", MERCHANTS, (i) => `M${i},Merchant ${i}`),
      source(
        "types.csv",
        "code,name,model",
        TYPES,
        (i) => `T${i},Type ${i},${["open", "closed", "semi-closed"][i % 3]}`,
      ),
      source("cards.csv", "id,type,merchant,sold,expires", cards, (i) => {
        const day = soldDay(i);
        return `C${i},T${i % TYPES},M${shopOf(i, i)},${dayText(day)},${dayText(day + 1095)}`;
      }),
    ],
    `parents ${cards}`,
  );

/** Transactions `from` to `from + count`, in no order that a card or a customer would give: the k-th of a card every `cards` rows. */
export function transactionsPlan(cards: number, from: number, count: number, salt: string): LoadPlan {
  const line = (i: number) => {
    const n = from + i;
    const card = (n * 7_919) % cards;
    const use = Math.floor(n / cards);
    const day = soldDay(card) + use * (5 + spread(card + use, 60));
    const kind = use === 0 ? "sale" : "redemption";
    const amount = use === 0 ? 10_000 : 100 + spread(n, 1_500);
    const total = use === 0 ? "" : ((amount * 13) / 1_000).toFixed(2);
    const time = `${String(8 + (n % 12)).padStart(2, "0")}:${String(n % 60).padStart(2, "0")}:00`;
    return `X${n},C${card},${kind},${(amount / 100).toFixed(2)},M${shopOf(card, n)},${dayText(day)} ${time},${total}`;
  };
  const name = `transactions-${from}.csv`;
  return plan(
    [source(name, "id,card,kind,amount,merchant,at,total", count, line)],
    `${salt} ${cards} ${from} ${count}`,
  );
}

/** A card has its sale and at most five uses, which never come to more than it holds. */
export const cardsOf = (transactions: number): number => {
  const cards = Math.ceil(transactions / 4);
  // Coprime to the stride, so that every card has its turn in each round.
  return cards % 7_919 === 0 ? cards + 1 : cards;
};
