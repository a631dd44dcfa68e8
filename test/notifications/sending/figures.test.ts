import { describe, expect, it } from "vitest";
import { everybody, expectedEnd } from "@/lib/notifications/sending/figures";
import { messageIdOf, messageKeyOf } from "@/lib/notifications/sending/message-key";

describe("the figures of a batch", () => {
  it("add up: 3 + 1 + 2 + 1 + 1 + 1 + 4 + 1 and by rules 2 + 1 and 3 are 20", () => {
    const people = { sent: 3, merged: 1, heldOut: 2, failed: 1, unknown: 1, stopped: 1, left: 4, leftControl: 1 };
    expect(everybody({ ...people, suppressed: { "opted-out": 2, bounced: 1 }, leftOut: { "no-consent": 3 } })).toBe(20);
  });

  const now = new Date("2026-12-01T12:00:00Z");
  const due = (at: string, n: number, until = at) => ({ from: new Date(at), until: new Date(until), n });
  const end = (queue: readonly ReturnType<typeof due>[], rate: number | null = 10) =>
    expectedEnd(queue, rate, now)?.toISOString() ?? null;

  it("expect the end when the rate has let all through that are due: 600 at 10 a second are a minute", () => {
    expect(end([due("2026-12-01T11:00:00Z", 600)])).toBe("2026-12-01T12:01:00.000Z");
    expect([end([]), end([due("2026-12-01T11:00:00Z", 600)], null)]).toEqual([null, null]);
  });

  it("let the rate begin when messages are due: 100,000 of tomorrow at 10:00 have left at 12:46:40", () => {
    expect(end([due("2026-12-02T10:00:00Z", 100_000)])).toBe("2026-12-02T12:46:40.000Z");
  });

  it("add what is still in the queue when the next are due: 36,000 at 10:00 take till 11:00, 9,000 of 10:30 till 11:15", () => {
    const morning = [due("2026-12-02T10:30:00Z", 9_000), due("2026-12-02T10:00:00Z", 36_000)];
    expect(end(morning)).toBe("2026-12-02T11:15:00.000Z");
    // The queue has been empty for hours when the last one is due.
    expect(end([...morning, due("2026-12-02T18:00:00Z", 1)])).toBe("2026-12-02T18:00:00.100Z");
    expect(end([due("2026-12-02T10:00:00Z", 10, "2026-12-02T10:00:59Z")])).toBe("2026-12-02T10:00:59.000Z");
  });
});

describe("a message's key", () => {
  it("is the same for ever, and another for another issuer, batch or mailbox", () => {
    const key = messageKeyOf(1, 23, "a@example.test");
    // printf '1\n23\na@example.test' | sha256sum | cut -c1-32
    expect(key).toBe("dc0b4b5ca91711772644415ea149b65a");
    const others = [
      messageKeyOf(12, 3, "a@example.test"),
      messageKeyOf(1, 2, "3\na@example.test"),
      messageKeyOf(1, 23, "b@example.test"),
    ];
    expect(new Set([key, ...others]).size).toBe(3 + 1);
    expect(messageIdOf(key, "cards@Example.test")).toBe(`<${key}@example.test>`);
  });
});
