import { describe, expect, it } from "vitest";
import {
  afterApproval,
  afterUndo,
  lastApproved,
  neighbourOf,
  without,
} from "@/lib/notifications/approval/queue-change";
import { byCostOfWaiting, type QueueItem, standingOf } from "@/lib/notifications/approval/queue-item";
import { waitingWords } from "@/lib/notifications/approval/waiting-words";

function item(id: number, change: Partial<QueueItem> = {}): QueueItem {
  return {
    id,
    seal: "a".repeat(64),
    state: "proposed",
    reason: "card-expiry",
    channel: "email",
    language: "en",
    messageClass: "commercial",
    currency: "USD",
    windowFrom: "2026-11-30",
    windowTo: "2026-12-06",
    audience: 3,
    people: 3,
    messages: 3,
    leftOut: [],
    valueAtStake: 15_000n,
    cost: 6n,
    delayCost: 40n,
    delayCosts: null,
    uplift: { expected: 300, low: 100, high: 500 },
    baseRate: 0.25,
    detectable: null,
    breakageGivenUp: 100,
    escheatAvoided: 50,
    holdoutShare: 0.1,
    horizonDays: 60,
    approvalsNeeded: 1,
    approvers: [],
    proposedBy: null,
    proposedByName: "nightly run",
    proposedAt: "2026-11-25T02:00:00.000Z",
    expiresAt: "2026-12-02T02:00:00.000Z",
    releasesAt: null,
    release: null,
    ...change,
  };
}
const ids = (items: readonly QueueItem[]) => items.map(({ id }) => id);
const mia = { personId: 9, name: "Mia" };
const at = (minute: number) => `2026-11-25T12:${String(minute).padStart(2, "0")}:00.000Z`;
const agreed = (minute: number, personId = 9) => ({ personId, name: "Mia", at: at(minute) });

describe("the order of the queue", () => {
  it("is by what a day's delay loses; where that is nothing the window that begins first, then what ends first, then age", () => {
    const items = [
      item(1, { delayCost: 5n }),
      item(2, { delayCost: 900_719_925_474_099_267n }),
      item(3, { delayCost: 900_719_925_474_099_268n }),
      item(4, { delayCost: 5n, expiresAt: "2026-12-01T02:00:00.000Z" }),
      item(5, { delayCost: 5n }),
      item(6, { delayCost: 0n, delayCosts: [0n, 0n, 900n], windowFrom: "2026-12-07" }),
      item(7, { delayCost: 0n, delayCosts: [0n, 7n, 7n] }),
    ];
    expect(ids(items.sort(byCostOfWaiting("USD")))).toEqual([3, 2, 4, 1, 5, 7, 6]);
  });

  it("never holds two currencies against each other: the issuer's own first", () => {
    const items = [
      item(1, { currency: "JPY", delayCost: 9_000n }),
      item(2, { currency: "EUR", delayCost: 1n }),
      item(3, { delayCost: 2n }),
    ];
    expect(ids(items.sort(byCostOfWaiting("USD")))).toEqual([3, 2, 1]);
  });
});

describe("what waiting costs, in words", () => {
  const words = (delayCosts: readonly bigint[] | null, delayCost = delayCosts?.[0] ?? 0n) =>
    waitingWords({ currency: "USD", delayCost, delayCosts });
  it("is of a day and of a week, never of the days after it", () => {
    expect(words([100n, 250n, 300n, 300n, 300n, 300n, 700n, 9_900n])).toBe(
      "A day of waiting loses $1.00 of what it would bring, a week $7.00.",
    );
    expect(words([0n, 0n, 0n, 0n, 0n, 0n, 700n, 9_900n])).toContain("A day of waiting loses nothing yet, a week $7.00");
    expect(words([0n, 0n, 0n, 0n, 0n, 0n, 0n, 9_900n])).toBe("Waiting loses nothing yet that can be counted.");
  });
  it("is of a day alone where nobody added up a week", () => {
    expect(words(null, 40n)).toBe("A day of waiting loses $0.40 of what it would bring.");
  });
});

describe("what a person may do from the queue", () => {
  it("is told before he presses: his own, agreed already, or open", () => {
    expect(standingOf({ proposedBy: 9, approvers: [] }, 9)).toBe("own");
    expect(standingOf({ proposedBy: 8, approvers: [agreed(1)] }, 9)).toBe("approved-by-me");
    expect(standingOf({ proposedBy: null, approvers: [agreed(1, 7)] }, 9)).toBe("open");
  });
});

describe("the queue after a decision", () => {
  const queue = { waiting: [item(1), item(2), item(3)], revocable: [item(7, { state: "approved" })] };

  it("an approved proposal moves to what can be taken back, newest first", () => {
    const after = afterApproval(queue, 2, { state: "approved", approvedAt: at(0), releasesAt: at(10) }, mia);
    expect([ids(after.waiting), ids(after.revocable)]).toEqual([
      [1, 3],
      [2, 7],
    ]);
    expect(after.revocable[0]).toMatchObject({ releasesAt: at(10), approvers: [agreed(0)] });
  });

  it("a half approved one stays where it is, with who agreed", () => {
    const after = afterApproval(queue, 2, { state: "half-approved", approvedAt: at(0), releasesAt: null }, mia);
    expect(ids(after.waiting)).toEqual([1, 2, 3]);
    expect(after.waiting[1]).toMatchObject({ state: "half-approved", approvers: [agreed(0)] });
  });

  it("what was rejected is gone from where it stood, and nothing unknown changes anything", () => {
    expect(ids(without(queue, 2).waiting)).toEqual([1, 3]);
    expect(afterApproval(queue, 99, { state: "approved", approvedAt: at(0), releasesAt: null }, mia)).toBe(queue);
  });

  it("what is taken back is approved no more; of a first approval the proposal stays where it stood, agreed to by nobody", () => {
    expect(ids(afterUndo(queue, 7).revocable)).toEqual([]);
    const half = item(2, { state: "half-approved", approvers: [agreed(0)] });
    const after = afterUndo({ ...queue, waiting: [item(1), half, item(3)] }, 2);
    expect(ids(after.waiting)).toEqual([1, 2, 3]);
    expect(after.waiting[1]).toMatchObject({ state: "proposed", approvers: [] });
  });

  it("one's own first approval of two is taken back in its turn, last first; another's is not one's own to take back", () => {
    const waiting = [
      item(1, { state: "half-approved", approvers: [agreed(5)] }),
      item(2, { state: "half-approved", approvers: [agreed(9, 7)] }),
      item(3),
    ];
    const revocable = [
      item(7, { state: "approved", approvers: [agreed(1), agreed(6, 7)] }),
      item(8, { approvers: [agreed(4)] }),
    ];
    const order = [new Set<number>(), new Set([7]), new Set([7, 1]), new Set([7, 1, 8])].map((busy) =>
      lastApproved({ waiting, revocable }, 9, busy),
    );
    expect(order).toEqual([7, 1, 8, null]);
  });

  it("the eyes go to the next one, at the end to the one before, and to nobody when nothing is left", () => {
    expect([1, 2, 3].map((id) => neighbourOf(queue.waiting, id))).toEqual([2, 3, 2]);
    expect(neighbourOf([item(1)], 1)).toBeNull();
    expect(neighbourOf(queue.waiting, 99)).toBe(1);
  });
});
