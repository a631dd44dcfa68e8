import { describe, expect, it } from "vitest";
import { emptyLedger, type HandedOver, type Ledger, type Rules } from "./simulation/ledger";
import { faultsOf, IN_HAND_MS } from "./simulation/oracle";

const DAY = 86_400_000;
const START = Date.parse("2026-11-01T12:00:00Z");
const rules: Rules = { capWeek: 1, capSixtyDays: 3, rate: { email: 2, sms: 1, push: 1 } };

const one = (at: number, change: Partial<HandedOver> = {}): HandedOver => ({
  at: START + at,
  channel: "email",
  batchId: 1,
  mailbox: "a@x.example",
  key: `${change.batchId ?? 1} ${change.mailbox ?? "a@x.example"}`,
  messageClass: "commercial",
  told: [7],
  isTaken: true,
  isKnownRefused: false,
  ...change,
});

/** Persons 7 and 8 have said yes to all and have money, unless the change says otherwise. */
function found(handedOver: HandedOver[], change: Partial<Ledger> = {}): string[] {
  const people = [7, 8];
  const consents = people.flatMap((customerId) =>
    (["email", "sms"] as const).map((channel) => ({ at: 0, customerId, channel, yes: true })),
  );
  const balances = people.map((customerId) => ({ at: 0, customerId, minor: 5_000 }));
  const holds = [1, 2, 3, 4].map((batchId) => ({ at: 0, batchId, isHeld: false }));
  return faultsOf({ ...emptyLedger(), holds, consents, balances, handedOver, ...change }, rules);
}

const refused = { isTaken: false, isKnownRefused: true };
const unheard = { isTaken: false, isKnownRefused: false };

describe("the judge of the simulation sees", () => {
  it("nothing wrong in two messages a week apart, and in a second try after a refusal", () => {
    expect(found([one(0), one(7 * DAY, { batchId: 2 })])).toEqual([]);
    expect(found([one(0, refused), one(60_000)])).toEqual([]);
  });

  it("a message handed over again after silence, unless a person has said in between that it did not arrive", () => {
    const again = [one(0, unheard), one(2 * DAY)];
    expect(found(again)).toEqual([expect.stringContaining("may have been taken")]);
    const said = { at: START + DAY, batchId: 1, mailbox: "a@x.example" };
    expect(found(again, { notArrived: [said] })).toEqual([]);
    expect(found(again, { notArrived: [{ ...said, at: START - 1 }] })).toHaveLength(1);
  });

  it("a repetition under another key, and one that a provider that knows keys has taken twice", () => {
    expect(found([one(0, refused), one(60_000, { key: "other" })])).toEqual([expect.stringContaining("another key")]);
    const sms = { channel: "sms", mailbox: "+15550100" } as const;
    expect(found([one(0, { ...sms, isTaken: false }), one(60_000, sms)])).toEqual([]);
    expect(found([one(0, sms), one(8 * DAY, sms)])).toEqual([expect.stringContaining("taken twice")]);
  });

  it("a second message a millisecond before a week is over, to the mailbox and to the person at another one", () => {
    const early = found([one(0), one(7 * DAY - 1, { batchId: 2 })]);
    expect(early).toEqual([
      expect.stringContaining("the mailbox within 7"),
      expect.stringContaining("person 7 within 7"),
    ]);
    const elsewhere = { batchId: 2, channel: "sms", mailbox: "+15550100" } as const;
    expect(found([one(0), one(DAY, elsewhere)])).toEqual([expect.stringContaining("person 7 within 7")]);
    expect(found([one(0), one(DAY, { ...elsewhere, told: [8] })])).toEqual([]);
    expect(found([one(0), one(DAY, { batchId: 2, messageClass: "statutory-notice" })])).toEqual([]);
    expect(found([one(0, unheard), one(DAY, { batchId: 2 })])).toEqual([]);
  });

  it("a fourth message within sixty days, and not one that is sixty days after the first", () => {
    const weekly = (days: number[]) => days.map((day, index) => one(day * DAY, { batchId: index + 1 }));
    expect(found(weekly([0, 10, 20, 59])).join()).toContain("within 60 days");
    expect(found(weekly([0, 10, 20, 60]))).toEqual([]);
  });

  it("a third message within a second, where two are allowed", () => {
    const fast = (last: number) =>
      [0, 500, last].map((at, index) => one(at, { mailbox: `${index}@x.example`, told: [] }));
    expect(found(fast(999))).toEqual([expect.stringContaining("3 within a second")]);
    expect(found(fast(1_000))).toEqual([]);
  });

  it("a message to whoever had said no before it was taken in hand, and not to one whose no came too late for it", () => {
    const no = (before: number, covers: "commercial" | "all") => ({
      nos: [{ at: START - before, channel: "email" as const, mailbox: "a@x.example", covers }],
    });
    expect(found([one(0)], no(IN_HAND_MS, "commercial"))).toEqual([expect.stringContaining("had said no")]);
    expect(found([one(0)], no(IN_HAND_MS - 1, "commercial"))).toEqual([]);
    const other = { messageClass: "transactional" } as const;
    expect(found([one(0, other)], no(DAY, "commercial"))).toEqual([]);
    expect(found([one(0, other)], no(DAY, "all"))).toHaveLength(1);
    expect(found([one(0, { messageClass: "statutory-notice" })], no(DAY, "all"))).toEqual([]);
    const bounced = [{ at: START - DAY, channel: "email" as const, mailbox: "a@x.example" }];
    expect(found([one(0, { messageClass: "statutory-notice" })], { bounced })).toEqual([
      expect.stringContaining("bounced"),
    ]);
  });

  it("a message of a batch that was paused before it was taken in hand, and not of one that goes on", () => {
    const paused = { at: START - DAY, batchId: 1, isHeld: true };
    expect(found([one(0)], { holds: [paused] })).toEqual([expect.stringContaining("held back")]);
    expect(found([one(0)], { holds: [paused, { ...paused, at: START - 1, isHeld: false }] })).toEqual([]);
    expect(found([one(0)], { holds: [] })).toHaveLength(1);
  });

  it("a message that tells somebody without a yes or without money", () => {
    const consents = [{ at: 0, customerId: 7, channel: "email" as const, yes: true }];
    expect(found([one(0, { told: [7, 8] })], { consents })).toEqual([
      expect.stringContaining("8, who has not consented"),
    ]);
    const taken = [...consents, { at: START - DAY, customerId: 7, channel: "email" as const, yes: false }];
    expect(found([one(0)], { consents: taken })).toHaveLength(1);
    const balances = [{ at: START - DAY, customerId: 7, minor: 0 }];
    expect(found([one(0)], { balances })).toEqual([expect.stringContaining("nothing left")]);
  });
});
