import { describe, expect, it } from "vitest";
import { clockOf, nowhere } from "@/lib/notifications/clock";
import type { LeftOutRule } from "@/lib/notifications/constants";
import { unitObjective, valueUnit } from "@/lib/notifications/optimiser/valuation";
import { card, expiring, planOf, unit } from "./plan-fixtures";

const only = (plan: ReturnType<typeof planOf>) => {
  const [first] = plan.units;
  if (!first) throw new Error("the plan has no unit");
  return first;
};
const dayOf = (...asked: Parameters<typeof planOf>) => only(planOf(...asked)).moment?.day;

describe("a plan of reminders", () => {
  it("chooses the day with the highest objective of the horizon", () => {
    const plan = planOf([unit()]);
    const valued = valueUnit(unit(), "email", plan.context.valuation);
    if (!valued) throw new Error("nothing at stake");
    const days = Array.from({ length: 60 }, (_, index) => index + 1);
    const best = days.reduce((a, b) => (unitObjective(valued, b) > unitObjective(valued, a) ? b : a));
    expect(best).toBeGreaterThan(1);
    expect(best).toBeLessThan(60);
    expect(only(plan).moment?.day).toBe(best);
    expect(only(plan).figures?.gain).toBeCloseTo(unitObjective(valued, best), 6);
    expect(plan.gain).toBeCloseTo(unitObjective(valued, best), 6);
  });

  it("waits longer the dearer a message is: what is used meanwhile needs none", () => {
    const cheap = dayOf([unit()], { values: { messageCost: 0 } }) ?? 0;
    const dear = dayOf([unit()], { values: { messageCost: 30 } }) ?? 0;
    expect(cheap).toBeLessThan(dear);
  });

  it("gives the moment in the person's own zone: 10:00 in Tokyo is 01:00 UTC", () => {
    const moment = only(planOf([unit({ clock: clockOf(nowhere, "Asia/Tokyo") })], { horizonDays: 1 })).moment;
    expect(moment).toMatchObject({ day: 1, on: "2026-01-16", hour: 10 });
    expect(moment?.at.toISOString()).toBe("2026-01-16T01:00:00.000Z");
  });

  it("lies in no hour that a state forbids: where the issuer leaves 20:00 alone, California gets it and Washington nothing", () => {
    const rules = { quietFrom: 21, quietTo: 20 };
    const from = (jurisdiction: string) => unit({ clock: clockOf({ ...nowhere, jurisdiction }, "UTC") });
    const [california, washington] = planOf([from("US-CA"), from("US-WA")], { rules }).units;
    expect(california?.moment?.hour).toBe(20);
    expect([washington?.moment, washington?.leftOut]).toEqual([null, "no-legal-moment"]);
  });

  it("keeps a state's cap: three messages the evening before leave no room for a fourth in Florida, and do in Georgia", () => {
    const sent = ["2026-01-15T22:00:00Z", "2026-01-15T22:10:00Z", "2026-01-15T22:20:00Z"].map((at) => Date.parse(at));
    const asked = { rules: { capWeek: 7, capSixtyDays: 30 }, horizonDays: 1 };
    const ruleIn = (jurisdiction: string) => {
      const clock = clockOf({ ...nowhere, jurisdiction }, "UTC");
      return only(planOf([unit({ clock, histories: [sent] })], asked)).leftOut;
    };
    // 10:00 in Miami on the 16th is 15:00 UTC, seven hours too soon.
    expect([ruleIn("US-GA"), ruleIn("US-FL")]).toEqual([null, "frequency-cap"]);
  });

  it("keeps three times the effect's days before the loss, and is not that strict where no other day is left", () => {
    const ends = (lastDay: string) =>
      unit({ people: [{ customerId: 1, cards: [card({ losses: expiring(lastDay) })] }] });
    expect(dayOf([ends("2026-02-04")], { values: { messageCost: 30 } })).toBeLessThanOrEqual(11);
    expect(dayOf([ends("2026-01-20")])).toBeGreaterThanOrEqual(1);
    expect(only(planOf([ends("2026-01-15")]))).toMatchObject({ moment: null, leftOut: "nothing-left" });
  });

  it("allows the next message exactly seven times 24 hours after the last, and not an hour earlier", () => {
    const sent = (at: string) => unit({ histories: [[Date.parse(at)]] });
    const free = { values: { messageCost: 0, fatigueCost: 0 } };
    expect(dayOf([unit()], free)).toBe(1);
    expect(dayOf([sent("2026-01-10T10:00:00Z")], free)).toBe(2);
    expect(dayOf([sent("2026-01-10T10:00:01Z")], free)).toBe(3);
  });

  it("allows three in sixty days: after three the first has to be sixty days old", () => {
    const sentAt = ["2025-12-01", "2025-12-15", "2026-01-02"].map((on) => Date.parse(`${on}T10:00:00Z`));
    expect(dayOf([unit({ histories: [sentAt] })], { values: { messageCost: 0, fatigueCost: 0 } })).toBe(15);
    expect(only(planOf([unit({ histories: [sentAt] })], { horizonDays: 10 })).leftOut).toBe("frequency-cap");
  });

  it("writes nothing in the week around a letter that the law demands", () => {
    const letters = [{ from: "2026-01-20", to: "2026-01-25" }];
    const day = dayOf([unit({ letters })], { values: { messageCost: 0, fatigueCost: 0 } });
    expect(day).toBe(18);
  });

  it("waits until day 18, where reach lost begins to outweigh messages saved", () => {
    // dJ/dτ = 0 with x = αK·e^(−μτ): μ·π·V·x·e^(−x) = (c + f)(1 − π)(ln 2/30)·2^(−(τ−1)/30), αK = 0.02·3.528.
    // At τ = 17.5: 0.003·0.5·2500·0.0669·0.9353 = 0.2348 and 30·0.5·0.0231·0.6830 = 0.2367; at 18.5 it is 0.2342 and 0.2313.
    expect(dayOf([unit()])).toBe(18);
  });

  it.each<[LeftOutRule, Parameters<typeof planOf>]>([
    ["no-consent", [[unit({ channels: [{ channel: "email", blockedBy: "no-consent" }] })]]],
    ["no-address", [[unit({ channels: [] })]]],
    ["nothing-left", [[unit({ people: [{ customerId: 1, cards: [card({ balance: 0n })] }] })]]],
    ["no-gain", [[unit()], { values: { messageCost: 5_000 } }]],
    ["no-legal-moment", [[unit()], { rules: { quietFrom: 0, quietTo: 24 } }]],
    ["frequency-cap", [[unit()], { rules: { capWeek: 0 } }]],
    ["capacity", [[unit()], { rules: { dailyCapacity: 0 } }]],
    ["budget", [[unit()], { rules: { budget: 1 } }]],
    ["no-gain", [[unit()], { rules: { countsLostBreakage: true } }]],
  ])("leaves out by %s", (rule, asked) => {
    const plan = planOf(...asked);
    expect(only(plan)).toMatchObject({ moment: null, leftOut: rule });
    expect(plan.messages).toBe(0);
  });

  it("takes another channel where the first is closed, and e-mail where both cost the same", () => {
    const sms = { channel: "sms", blockedBy: null } as const;
    const closed = unit({ channels: [{ channel: "email", blockedBy: "bounced" }, sms] });
    expect(only(planOf([closed])).moment?.channel).toBe("sms");
    expect(only(planOf([unit({ channels: [sms, { channel: "email", blockedBy: null }] })])).moment?.channel).toBe(
      "email",
    );
  });

  it("gives a shared mailbox one message, whose gain is that of all its cards for one cost", () => {
    const two = unit({
      people: [
        { customerId: 1, cards: [card()] },
        { customerId: 2, cards: [card({ cardId: 2 })] },
      ],
    });
    const plan = planOf([two], { values: { messageCost: 0, fatigueCost: 0 } });
    const alone = planOf([unit()], { values: { messageCost: 0, fatigueCost: 0 } });
    expect(plan.messages).toBe(1);
    expect(plan.gain).toBeCloseTo(2 * alone.gain, 6);
    // Alike, and the first bears the cost.
    const people = only(planOf([two])).figures?.people ?? [];
    expect(people).toHaveLength(2);
    expect(people[0]?.gain).toBeLessThan(people[1]?.gain ?? 0);
    expect(people.reduce((sum, { gain }) => sum + gain, 0)).toBeCloseTo(only(planOf([two])).figures?.gain ?? 0, 9);
  });

  it("keeps to a day's places over all units, less those that other batches use", () => {
    const units = Array.from({ length: 30 }, (_, id) =>
      unit({ id: `${id}`, people: [{ customerId: id, cards: [card({ balance: BigInt(3_000 + id * 100) })] }] }),
    );
    const used = new Map([["email 2026-01-17", 3]]);
    const plan = planOf(units, { rules: { dailyCapacity: 4, capacityUsed: used }, horizonDays: 5 });
    const days = plan.units.map(({ moment }) => moment?.day ?? 0);
    const count = (day: number) => days.filter((own) => own === day).length;
    expect([1, 2, 3, 4, 5].map(count)).toEqual([4, 1, 4, 4, 4]);
    const left = plan.units.filter(({ leftOut }) => leftOut === "capacity").map(({ unit: { id } }) => Number(id));
    expect(left).toEqual(Array.from({ length: 13 }, (_, id) => id));
    expect(plan.prices.days.length).toBeGreaterThan(0);
  });

  it("spends no more than the budget: 3 messages for 35 at 10 each", () => {
    const units = Array.from({ length: 9 }, (_, id) => unit({ id: `${id}` }));
    const plan = planOf(units, { rules: { budget: 35 } });
    expect(plan.messages).toBe(3);
    expect(plan.units.filter(({ leftOut }) => leftOut === "budget")).toHaveLength(6);
  });

  it("prices a day's delay as the gain of the day less that of the best day after it", () => {
    const plan = planOf([unit()], { values: { messageCost: 0, fatigueCost: 0 } });
    const valued = valueUnit(unit(), "email", plan.context.valuation);
    if (!valued) throw new Error("nothing at stake");
    const lost = unitObjective(valued, 1) - unitObjective(valued, 2);
    expect(only(plan).moment?.day).toBe(1);
    const { waiting } = only(plan);
    expect(waiting).toHaveLength(14);
    expect(waiting[0]).toBeCloseTo(lost, 3);
    expect(waiting[1]).toBeCloseTo(unitObjective(valued, 1) - unitObjective(valued, 3), 3);
    expect(waiting[13]).toBeCloseTo(unitObjective(valued, 1) - unitObjective(valued, 15), 3);
  });

  it("costs nothing to wait for as long as the day has not come", () => {
    const plan = planOf([unit()]);
    const day = only(plan).moment?.day ?? 0;
    expect(day).toBeGreaterThan(3);
    expect(only(plan).waiting.slice(0, day - 1)).toEqual(Array.from({ length: Math.min(14, day - 1) }, () => 0));
  });

  it("says nothing of waiting beyond the days that it looks at: all would seem lost then", () => {
    const plan = planOf([unit()], { values: { messageCost: 0, fatigueCost: 0 }, horizonDays: 5 });
    expect(only(plan).waiting).toHaveLength(4);
    expect(only(plan).waiting[3]).toBeLessThan(only(plan).figures?.gain ?? 0);
  });

  it("tells what a trial of 2 days can see: half of 50.00 is forgotten, and woken on day 1 and 2 by 0.02·κ each", () => {
    const plan = planOf([unit()], { values: { messageCost: 0, fatigueCost: 0 }, rules: { trialDays: 2 } });
    const woken = 1 - Math.exp(-0.02 * Math.exp(-0.003) * (1 + Math.exp(-1 / 3)));
    expect(only(plan).moment?.day).toBe(1);
    expect(only(plan).figures?.seen).toBeCloseTo(5_000 * 0.5 * woken, 6);
  });

  it("gives each unit a moment or one rule, and the same plan every time", () => {
    const units = [
      unit(),
      unit({ id: "2", channels: [] }),
      unit({ id: "3", histories: [[Date.parse("2026-01-15T00:00:00Z")]] }),
    ];
    const plan = planOf(units, { rules: { dailyCapacity: 1 } });
    for (const { moment, leftOut } of plan.units) expect(moment === null).toBe(leftOut !== null);
    expect(planOf(units, { rules: { dailyCapacity: 1 } })).toEqual({ ...plan, context: expect.anything() });
  });

  it("tells the base rate of a redemption within 30 days: 0.25 in all of 1.0 open on day 1", () => {
    // Open after 30 days: 0.5 + 0.5 × 0.5 = 0.75.
    const plan = planOf([unit()], { values: { messageCost: 0, fatigueCost: 0 } });
    expect(only(plan).figures?.people[0]?.baseRate).toBeCloseTo(0.25, 9);
  });

  it("refuses a horizon without days", () => {
    expect(() => planOf([], { horizonDays: 0 })).toThrow(RangeError);
  });
});
