import { describe, expect, it } from "vitest";
import { delayRows } from "@/lib/notifications/proposals/delay-rows";
import { figuresOfDraft } from "@/lib/notifications/proposals/draft-figures";
import type { Draft } from "@/lib/notifications/proposals/drafts";
import type { Template } from "@/lib/notifications/queries/templates";
import { card, planOf, unit } from "../optimiser/plan-fixtures";

const template: Template = {
  id: 1,
  reason: "unused-balance",
  channel: "email",
  language: "en",
  version: 1,
  messageClass: "commercial",
  subject: "Your card",
  body: "Use it.",
  personId: null,
  createdByName: "Ann",
  createdAt: new Date("2026-01-01T00:00:00Z"),
  withdrawnAt: null,
};

/** One message with no cost; `sentAt` are those before it, a week after which it may leave. */
function figuresOf({ sentAt, holdoutShare }: { sentAt: readonly number[]; holdoutShare: number }) {
  const people = [{ customerId: 1, cards: [card({ balance: 5_000_000n })] }];
  const plan = planOf([unit({ histories: [sentAt], people })], { values: { messageCost: 0, fatigueCost: 0 } });
  const draft: Draft = {
    reason: "unused-balance",
    channel: "email",
    template,
    currency: "USD",
    windowFrom: "2026-01-16",
    windowTo: "2026-01-22",
    isLastCall: false,
    units: [{ plan: 0, unit: 0 }],
    leftOut: {},
    otherLanguages: {},
    audience: 1,
    people: 1,
    value: 5_000_000n,
  };
  const [planned] = plan.units;
  if (!planned?.moment || !planned.figures) throw new Error("nothing was planned");
  const figures = figuresOfDraft(draft, [{ currency: "USD", plan, households: [] }], { holdoutShare });
  return { figures, day: planned.moment.day, waiting: planned.waiting, seen: planned.figures.seen };
}

describe("what waiting costs a batch", () => {
  it("is what is lost of a message that could have left tomorrow, of those who are reminded", () => {
    const { figures, day, waiting } = figuresOf({ sentAt: [], holdoutShare: 0.5 });
    expect(day).toBe(1);
    expect(figures.delayCost).toBeGreaterThan(0n);
    expect(figures.delayCosts).toHaveLength(14);
    expect(figures.delayCosts[1]).toBe(BigInt(Math.round((waiting[1] ?? 0) / 2)));
    expect(figures.delayCost).toBe(figures.delayCosts[0]);
  });

  it("is nothing until the first message's day, although it would lose if it missed that one", () => {
    const { figures, day } = figuresOf({ sentAt: [Date.parse("2026-01-15T12:00:00Z")], holdoutShare: 0 });
    expect(day).toBe(8);
    expect(figures.delayCost).toBe(0n);
    expect(figures.delayCosts.slice(0, 7)).toEqual([0n, 0n, 0n, 0n, 0n, 0n, 0n]);
    expect(figures.delayCosts[7]).toBeGreaterThan(0n);
  });

  it("is told by day, from the one after that of planning at the issuer's, with what each day adds", () => {
    // Half past two in the morning in UTC is the evening before in New York.
    const batch = { delayCosts: [0n, 30n, 75n], proposedAt: "2026-11-26T02:30:00.000Z" };
    expect(delayRows(batch, "America/New_York")).toEqual([
      { day: "2026-11-26", lost: 0n, adds: 0n },
      { day: "2026-11-27", lost: 30n, adds: 30n },
      { day: "2026-11-28", lost: 75n, adds: 45n },
    ]);
    expect(delayRows({ ...batch, delayCosts: null }, "UTC")).toEqual([]);
  });
});

describe("what a batch promises", () => {
  it("within the trial's days is of those who are reminded, as all of it is", () => {
    const { figures, seen } = figuresOf({ sentAt: [], holdoutShare: 0.25 });
    expect(figures.upliftWithin).toBeCloseTo(seen * 0.75, 9);
  });
});
