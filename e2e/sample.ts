import fs from "node:fs";
import path from "node:path";

/** The published sample counted straight from its files, without a line of the product. */
export const sampleFolder = path.resolve("data/athena-v2");

const rows = (name: string) =>
  fs
    .readFileSync(path.join(sampleFolder, `${name}-data-v2.csv`), "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(","));

const cents = (text = "") => Math.round(Number(text) * 100);

export type Counted = { cards: number; sold: number; redeemed: number };
type Count = {
  byType: Map<string, Counted>;
  /** Cards that were sold and of which nothing had been redeemed; events on cards of the period that came later. */
  neverRedeemed: number;
  later: number;
};

/** Cards that expire in the period, by card type, with what happened up to the as-of date. Amounts in cents. */
export function countByType(asOf: string, from: string, to: string): Count {
  const count: Count = { byType: new Map(), neverRedeemed: 0, later: 0 };
  const events = rows("transaction");
  for (const [id, type = "", , , expiresOn = ""] of rows("card")) {
    if (expiresOn < from || expiresOn > to) continue;
    const own = events.filter(([card]) => card === id);
    const known = own.filter(([, , , , , , , on = ""]) => on <= asOf);
    count.later += own.length - known.length;
    const sum = (isSale: boolean) =>
      known
        .filter(([, , , , , kind]) => (kind === "PURCHASE") === isSale)
        .reduce((total, [, , , , , , amount]) => total + cents(amount), 0);
    const line = count.byType.get(type) ?? { cards: 0, sold: 0, redeemed: 0 };
    line.cards += known.filter(([, , , , , kind]) => kind === "PURCHASE").length;
    line.sold += sum(true);
    line.redeemed += sum(false);
    count.byType.set(type, line);
    if (sum(true) > 0 && sum(false) === 0) count.neverRedeemed += 1;
  }
  return count;
}

/** The yearly rates that came with the sample: card type's name, year, and the rate as a screen writes it. */
export function publishedRates(): { type: string; year: string; rate: string }[] {
  const names = new Map(rows("card-type").map(([code, name = ""]) => [code, name]));
  return rows("historical-breakage-rate").map(([code, sold, breakage, , year = ""]) => {
    // Tenths of a percent from whole cents: half a tenth is rounded up.
    const tenths = Math.floor((cents(breakage) * 2000 + cents(sold)) / (2 * cents(sold)));
    return { type: names.get(code) ?? "", year, rate: `${Math.floor(tenths / 10)}.${tenths % 10}%` };
  });
}
