import { describe, expect, it } from "vitest";
import { everybody, expectedEnd } from "@/lib/notifications/sending/figures";
import { messageIdOf, messageKeyOf } from "@/lib/notifications/sending/message-key";

describe("the figures of a batch", () => {
  it("add up: 3 + 1 + 2 + 1 + 1 + 1 + 4 + 1 and by rules 2 + 1 and 3 are 20", () => {
    const people = { sent: 3, merged: 1, heldOut: 2, failed: 1, unknown: 1, stopped: 1, left: 4, leftControl: 1 };
    expect(everybody({ ...people, suppressed: { "opted-out": 2, bounced: 1 }, leftOut: { "no-consent": 3 } })).toBe(20);
  });

  it("expect the end when the rate has let all through, and not before the last one is due", () => {
    const now = new Date("2026-12-01T12:00:00Z");
    const end = (waiting: number, lastAt: string | null, rate: number | null) =>
      expectedEnd({ waiting, lastAt }, rate, now)?.toISOString() ?? null;
    // 600 at 10 a second are a minute.
    expect(end(600, "2026-12-01T11:00:00Z", 10)).toBe("2026-12-01T12:01:00.000Z");
    expect(end(600, "2026-12-03T09:00:00.000Z", 10)).toBe("2026-12-03T09:00:00.000Z");
    expect([end(0, null, 10), end(600, null, null)]).toEqual([null, null]);
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
