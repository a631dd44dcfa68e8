import { describe, expect, it } from "vitest";
import { clockOf, nowhere } from "@/lib/notifications/clock";
import { type Case, judge } from "@/lib/notifications/sending/verdict";

const NOON = new Date("2026-12-01T12:00:00Z");
const fine: Case = {
  messageClass: "commercial",
  mailbox: { suppressed: null, suppressedWhy: null },
  holders: [{ customerId: 1, consent: true, hasMoney: true, isElsewhere: false }],
  histories: [],
  caps: [{ most: 1, days: 7 }],
  quiet: { from: 20, to: 9 },
  timeZone: "UTC",
  clock: { zones: ["UTC"], quiet: null },
  now: NOON,
  uselessAt: null,
  lossOn: null,
};
const does = (change: Partial<Case>) => judge({ ...fine, ...change }).does;
const suppressed = (what: "commercial" | "all", why: "opted-out" | "bounced") => ({
  suppressed: what,
  suppressedWhy: why,
});

describe("a message at the moment of sending", () => {
  it.each([
    ["commercial", "commercial", "opted-out", "suppress"],
    ["commercial", "all", "opted-out", "suppress"],
    ["transactional", "commercial", "opted-out", "send"],
    ["transactional", "all", "opted-out", "suppress"],
    ["statutory-notice", "all", "opted-out", "send"],
    ["statutory-notice", "all", "bounced", "suppress"],
  ] as const)("of class %s to a mailbox that takes no %s messages (%s): %s", (messageClass, what, why, result) => {
    expect(does({ messageClass, mailbox: suppressed(what, why) })).toBe(result);
  });

  it("of a commercial kind needs a yes: never asked is not one", () => {
    for (const consent of [false, null])
      expect(does({ holders: [{ customerId: 1, consent, hasMoney: true, isElsewhere: false }] })).toBe("suppress");
    expect(
      does({
        messageClass: "transactional",
        holders: [{ customerId: 1, consent: null, hasMoney: true, isElsewhere: false }],
      }),
    ).toBe("send");
  });

  it("of any class tells nobody's cards at an address that he has left, not even what the law demands", () => {
    for (const messageClass of ["commercial", "transactional", "statutory-notice"] as const) {
      const holders = [{ customerId: 1, consent: true, hasMoney: true, isElsewhere: true }];
      expect(does({ messageClass, holders })).toBe("suppress");
    }
  });

  it("tells those of a mailbox whom it may, and the others have a rule each", () => {
    const holders = [
      { customerId: 1, consent: null, hasMoney: true, isElsewhere: false },
      { customerId: 2, consent: true, hasMoney: true, isElsewhere: false },
      { customerId: 3, consent: true, hasMoney: false, isElsewhere: false },
      { customerId: 4, consent: true, hasMoney: true, isElsewhere: true },
    ];
    expect(judge({ ...fine, holders })).toEqual({
      does: "send",
      to: [2],
      without: new Map([
        [1, "no-consent"],
        [3, "nothing-left"],
        [4, "other-address"],
      ]),
    });
  });

  it("is not taken in hand when it could be heard in quiet hours: it may take its lease of 30 seconds", () => {
    expect(does({ now: new Date("2026-12-01T19:59:29.999Z") })).toBe("send");
    const until = new Date("2026-12-02T09:00:00Z");
    const waits = { does: "wait", until, why: "quiet-hours" };
    expect(judge({ ...fine, now: new Date("2026-12-01T19:59:30Z") })).toEqual(waits);
    expect(does({ now: new Date("2026-12-01T19:59:30Z"), messageClass: "statutory-notice" })).toBe("send");
  });

  it("waits for the cap and then for the morning, in that order", () => {
    // Sent at 22:00 seven days less ten hours ago: allowed again tonight at 22:00, and spoken of at nine.
    const histories = [[new Date("2026-11-24T22:00:00Z")]];
    expect(judge({ ...fine, histories })).toEqual({
      does: "wait",
      until: new Date("2026-12-02T09:00:00Z"),
      why: "frequency-cap",
    });
  });

  it("counts each history by itself: one message known from two sides is one", () => {
    const one = new Date("2026-11-27T12:00:00Z");
    const caps = [{ most: 2, days: 7 }];
    expect(does({ caps, histories: [[one], [one]] })).toBe("send");
  });

  it("goes to a person when the next lawful moment is past the day of loss; on that day itself it may leave", () => {
    const late = new Date("2026-12-01T21:00:00Z");
    expect(judge({ ...fine, now: late, lossOn: "2026-12-01" })).toEqual({ does: "hand-to-person", why: "quiet-hours" });
    expect(does({ now: late, lossOn: "2026-12-02" })).toBe("wait");
    expect(does({ lossOn: "2026-12-01" })).toBe("send");
    expect(judge({ ...fine, lossOn: "2026-11-30" })).toEqual({ does: "hand-to-person", why: "too-late" });
    expect(does({ uselessAt: NOON })).toBe("send");
    expect(does({ uselessAt: new Date(NOON.getTime() - 1) })).toBe("hand-to-person");
  });
});

describe("a message to somebody of whom the state is known", () => {
  const quiet = { from: 21, to: 8 };
  const inState = (jurisdiction: string, now: string, change: Partial<Case> = {}) =>
    judge({ ...fine, quiet, clock: clockOf({ ...nowhere, jurisdiction }, "UTC"), now: new Date(now), ...change });
  const waits = (until: string, why: string) => ({ does: "wait", until: new Date(until), why });

  it("leaves by the state's clock, across the autumn night: at half past eight in the evening from California", () => {
    // 20:30 PDT, the evening before the clocks go back on 1 November 2026.
    expect(inState("US-CA", "2026-11-01T03:30:00Z").does).toBe("send");
    expect(inState("US-CA", "2026-11-01T04:30:00Z")).toEqual(waits("2026-11-01T16:00:00Z", "quiet-hours"));
  });

  it("waits where the state is stricter than the issuer, across the autumn night: in Washington until 8:00 PST", () => {
    expect(inState("US-WA", "2026-11-01T03:30:00Z")).toEqual(waits("2026-11-01T16:00:00Z", "state-hours"));
    expect(inState("US-WA", "2026-11-01T03:30:00Z", { messageClass: "statutory-notice" }).does).toBe("send");
  });

  it("waits for both clocks of a state: in Arizona, whose Navajo Nation alone sets them forward on 8 March 2026", () => {
    const usual = { quiet: { from: 20, to: 9 } };
    // 19:30 by both on the 5th; on the 8th 19:30 and 20:30.
    expect(inState("US-AZ", "2026-03-06T02:30:00Z", usual).does).toBe("send");
    expect(inState("US-AZ", "2026-03-09T02:30:00Z", usual)).toEqual(waits("2026-03-09T16:00:00Z", "state-hours"));
  });

  it("goes to a person where the two clocks leave no hour, and where the state's is past the day of loss", () => {
    const why = { does: "hand-to-person", why: "state-hours" };
    // At 8:30 in New York, the only hour that the issuer leaves.
    expect(inState("US-FL", "2026-12-01T13:30:00Z", { quiet: { from: 9, to: 8 } })).toEqual(why);
    const lossOn = { timeZone: "America/Los_Angeles", lossOn: "2026-12-01" };
    expect(inState("US-WA", "2026-12-02T04:30:00Z", lossOn)).toEqual(why);
  });
});
