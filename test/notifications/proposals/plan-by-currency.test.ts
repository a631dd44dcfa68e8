import { describe, expect, it } from "vitest";
import type { ParameterRow } from "@/lib/notifications/optimiser/resolve";
import { isCostKnown } from "@/lib/notifications/proposals/batch-parameters";
import { type PlanBasis, planByCurrency } from "@/lib/notifications/proposals/plan-by-currency";
import type { Household } from "@/lib/notifications/proposals/units";
import type { NotificationSetting } from "@/lib/notifications/queries/settings";
import { sampleSetting } from "../approval/sample-batch";
import { AS_OF, card, unit } from "../optimiser/plan-fixtures";

const setting: NotificationSetting = {
  ...sampleSetting,
  issuerId: 1,
  holdoutShare: 0.1,
  secondApprovalValue: null,
  secondApprovalMessages: null,
  undoMinutes: 10,
  proposalDays: 7,
  pausedAt: null,
  pausedByName: null,
  pausedWhy: null,
  updatedByName: "Ada",
  updatedAt: new Date("2026-01-01T00:00:00Z"),
};

const cost = (id: number, value: number, currency: string | null): ParameterRow => ({
  id,
  name: "message-cost",
  channel: null,
  reason: null,
  currency,
  value,
  low: null,
  high: null,
  origin: "set",
  source: "the invoice",
  date: "2026-01-01",
});

const household = (id: number, currency: string): Household => ({
  unit: unit({ id: `${id}`, people: [{ customerId: id, cards: [card({ balance: 5_000_000n })] }] }),
  people: [],
  ways: [],
  currency,
});

const plan = (change: Partial<PlanBasis>, households = [household(1, "USD"), household(2, "KWD")]) =>
  planByCurrency(households, {
    parameters: [cost(1, 1, null)],
    setting,
    capacityUsed: new Map(),
    budgetUsed: 0,
    asOf: AS_OF,
    currency: "USD",
    ...change,
  });
const costsOf = (change: Partial<PlanBasis>) =>
  Object.fromEntries(
    plan(change).map(({ currency, plan: { context } }) => {
      const { messageCost, fatigueCost } = context.valuation.parametersOf("email", "unused-balance");
      const isKnown = isCostKnown({ figures: context.input.parameters.of("email", "unused-balance") });
      return [currency, { messageCost, fatigueCost, isKnown }];
    }),
  );

describe("what a message costs", () => {
  it("is a cent of the issuer's dollars and no fils: in dinars it is not known, left out and said to be", () => {
    expect(costsOf({})).toEqual({
      USD: { messageCost: 1, fatigueCost: 3, isKnown: true },
      KWD: { messageCost: 0, fatigueCost: 0, isKnown: false },
    });
  });

  it("is in dinars what was set in dinars, and is no dollars", () => {
    expect(costsOf({ parameters: [cost(1, 2, null), cost(2, 5, "KWD")] })).toEqual({
      USD: { messageCost: 2, fatigueCost: 3, isKnown: true },
      KWD: { messageCost: 5, fatigueCost: 0, isKnown: true },
    });
  });
});

describe("the budget", () => {
  const nine = Array.from({ length: 9 }, (_, id) => household(id + 1, "USD"));
  const messages = (budget: bigint | null, budgetUsed: number) =>
    plan({ parameters: [cost(1, 10, null)], setting: { ...setting, budget }, budgetUsed }, nine)[0]?.plan.messages;
  it("is spent once: of 50 with 20 spent by other batches 3 messages at 10 can be paid", () => {
    expect([messages(50n, 0), messages(50n, 20), messages(50n, 70), messages(null, 70)]).toEqual([5, 3, 0, 9]);
  });
});
