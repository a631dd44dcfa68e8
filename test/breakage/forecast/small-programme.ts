import { addMonths, type CivilDate, endOfMonth } from "@/lib/dates";
import { loadBatch, makeIssuer, type TestBatch } from "../../support/cards";

const MONTHS = 30;
const CARDS = 6;
const FIRST: CivilDate = "2023-01-10";
/** The last day that the data tell of. */
export const DATA_TO = "2025-06-30";
/** When they were loaded, and when a forecast of them is made. */
export const LOADED = "2025-07-02T06:00:00Z";
export const NOW = new Date("2025-07-03T08:00:00Z");

/** Two types of brand X and one of brand Y. */
export const smallTypes = [
  { code: "XA", brand: "X", medium: "digital" as const },
  { code: "XB", brand: "X", medium: "physical" as const },
  { code: "YA", brand: "Y", medium: "physical" as const },
];

/**
 * Thirty months of sale, three types, six cards of 100.00 each, which expire a year after the month of sale. Of the six one is
 * never used, one is left with 60.00 or, of every second month of sale, 20.00, and the others are used up; all between one and
 * eleven months after the sale.
 */
function smallBatch(): TestBatch {
  const cards: NonNullable<TestBatch["cards"]> = [];
  const events: NonNullable<TestBatch["events"]> = [];
  for (const [k, { code }] of smallTypes.entries()) {
    for (let month = 0; month < MONTHS; month++) {
      for (let i = 0; i < CARDS; i++) {
        const id = `${code}-${month}-${i}`;
        const soldOn = addMonths(FIRST, month);
        cards.push({ id, type: code, soldOn, expiresOn: endOfMonth(addMonths(soldOn, 12)), merchant: "M" });
        events.push({ id: `${id}-sale`, card: id, kind: "sale", amount: 100_00, on: soldOn });
        const on = addMonths(soldOn, 1 + ((7 * month + 5 * i + 3 * k) % 11));
        if (i === 0 || on > DATA_TO) continue;
        events.push({
          id: `${id}-use`,
          card: id,
          kind: "redemption",
          amount: i === 1 ? -secondUse(month) : -100_00,
          on,
        });
      }
    }
  }
  const last = { id: "last", card: `XA-${MONTHS - 1}-2`, kind: "redemption" as const, amount: -1_00, on: DATA_TO };
  return { recordedAt: LOADED, merchants: ["M"], types: smallTypes, cards, events: [...events, last] };
}

const secondUse = (month: number) => (month % 2 === 0 ? 40_00 : 80_00);

/** An issuer with these cards and nothing else. */
export async function makeSmallProgramme(code: string) {
  const scope = await makeIssuer(code);
  await loadBatch(scope, smallBatch());
  return scope;
}
