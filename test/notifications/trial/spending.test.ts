import { describe, expect, it } from "vitest";
import { priors } from "@/lib/notifications/optimiser/parameters";
import { resolveParameters } from "@/lib/notifications/optimiser/resolve";
import { addArms, armsOf, figuresSchema, noFigures } from "@/lib/notifications/trial/figures";
import { learnedLines } from "@/lib/notifications/trial/learned";
import { learnSpending, type Spending } from "@/lib/notifications/trial/spending";

type Paid = readonly [paid: number, above: number];

/** Each mailbox for itself, added up as slowly as can be. */
function spent(batchId: number, mailboxes: readonly Paid[]): Spending {
  const spending = { known: 0, more: 0, above: 0, aboveSquares: 0, paid: 0, paidSquares: 0, products: 0 };
  for (const [paid, above] of mailboxes) {
    spending.known += 1;
    if (above === 0) continue;
    spending.more += 1;
    spending.above += above;
    spending.aboveSquares += above * above;
    spending.paid += paid;
    spending.paidSquares += paid * paid;
    spending.products += paid * above;
  }
  return { batchId, spending };
}
const times = (n: number, one: Paid): Paid[] => Array.from({ length: n }, () => one);
const EIGHTY = 1.2815515655;

describe("the share that spends above the card", () => {
  it("is 49 of 99, with 1.28 of √(0.495 × 0.505 ÷ 99) on either side", () => {
    const learned = learnSpending("share-spending-more", [
      spent(7, [...times(49, [1_000, 300]), ...times(50, [1_000, 0])]),
    ]);
    expect(learned?.value).toBeCloseTo(49 / 99, 12);
    expect((learned?.high ?? 0) - (learned?.value ?? 0)).toBeCloseTo(EIGHTY * Math.sqrt((0.495 * 0.505) / 99), 8);
    expect(learned?.batches).toEqual([7]);
  });

  it("of 24 of 60 and 26 of 40 is one half, and as unsure as they differ: √((60 × 0.1² + 40 × 0.15²) ÷ 100)", () => {
    const trials = [
      spent(1, [...times(24, [1_000, 1]), ...times(36, [1_000, 0])]),
      spent(2, [...times(26, [1_000, 1]), ...times(14, [1_000, 0])]),
    ];
    const learned = learnSpending("share-spending-more", trials);
    expect(learned?.value).toBeCloseTo(0.5, 12);
    expect(learned?.se).toBeCloseTo(Math.sqrt(0.015), 12);
    expect(learned?.batches).toEqual([1, 2]);
  });
});

describe("how much more they spend", () => {
  const half = (n: number, scale = 1): Paid[] => [
    ...times(n, [1_000 * scale, 200 * scale]),
    ...times(n, [1_000 * scale, 600 * scale]),
  ];

  it("is 40 % where half of 100 pay 2.00 and half 6.00 above 10.00, with a standard error of 0.2 ÷ √99", () => {
    const learned = learnSpending("spend-above", [spent(7, half(50))]);
    expect(learned?.value).toBeCloseTo(0.4, 12);
    expect(learned?.se).toBeCloseTo(0.2 / Math.sqrt(99), 12);
  });

  it("is a ratio of sums: a card of 90.00 with 9.00 above weighs nine times as much as one of 10.00 with 5.00", () => {
    const learned = learnSpending("spend-above", [spent(7, [...times(30, [9_000, 900]), ...times(30, [1_000, 500])])]);
    expect(learned?.value).toBeCloseTo(1_400 / 10_000, 12);
  });

  it("does not ask in which currency a trial was: mailboxes weigh alike", () => {
    const learned = learnSpending("spend-above", [spent(1, half(50)), spent(2, half(50, 100))]);
    expect(learned?.value).toBeCloseTo(0.4, 12);
    expect(learned?.se).toBeCloseTo(0.2 / Math.sqrt(198), 12);
  });
});

describe("too few to say", () => {
  it("is below 50 mailboxes that redeemed, or of how much more, that spent more; of all trials together", () => {
    const some = (n: number): Paid[] => [...times(n - 20, [1_000, 500]), ...times(20, [1_000, 100])];
    expect(learnSpending("share-spending-more", [spent(1, [...some(30), ...times(19, [1_000, 0])])])).toBeNull();
    expect(learnSpending("share-spending-more", [spent(1, [...some(30), ...times(20, [1_000, 0])])])).not.toBeNull();
    expect(learnSpending("spend-above", [spent(1, [...some(49), ...times(900, [1_000, 0])])])).toBeNull();
    expect(learnSpending("spend-above", [spent(1, some(25)), spent(2, some(25))])).not.toBeNull();
    expect(learnSpending("spend-above", [])).toBeNull();
  });

  it("is also where all spend the same, which says nothing about chance", () => {
    expect(learnSpending("spend-above", [spent(1, times(80, [1_000, 500]))])).toBeNull();
  });

  it("is what a measurement says that was kept before spending was asked for, whatever it is added to", () => {
    const { spending: _spending, ...old } = noFigures;
    const figures = figuresSchema.parse({
      version: 1,
      from: "2022-03-02",
      until: "2022-03-31",
      scoredOn: null,
      messages: 0,
      controlWrittenTo: 0,
      messageCost: 1,
      margin: { value: 0.35, origin: "prior" },
      outcomes: {},
      strata: [{ stratum: "a", control: old, remind: old }],
    });
    expect(armsOf(figures).remind.spending).toBeNull();
    expect(addArms(noFigures, { ...noFigures, spending: null }).spending).toBeNull();
  });
});

describe("beside the figure in force", () => {
  const trial = {
    batchId: 7,
    horizonDays: 30,
    channel: "email",
    reason: "card-expiry",
    control: { n: 0, redeemed: 0 },
    remind: { n: 500, redeemed: 100 },
  } as const;

  it("stands the doubtful prior until a person takes the measured one, for its channel and reason alone", () => {
    const { spending } = spent(7, [...times(30, [1_000, 500]), ...times(70, [1_000, 0])]);
    const lines = learnedLines([{ ...trial, spending }], resolveParameters([]));
    expect(lines).toMatchObject([
      {
        name: "share-spending-more",
        channel: "email",
        reason: "card-expiry",
        learned: { value: 0.3, batches: [7] },
        inForce: { value: priors["share-spending-more"].value, origin: "prior" },
        isTaken: false,
      },
    ]);
  });

  it("is kept within what it may be: ten times the card is five times", () => {
    const { spending } = spent(7, [...times(50, [1_000, 9_000]), ...times(50, [1_000, 11_000])]);
    const line = learnedLines([{ ...trial, spending }], resolveParameters([])).find(
      ({ name }) => name === "spend-above",
    );
    expect(line?.learned).toMatchObject({ value: 5, low: 5, high: 5 });
  });
});
