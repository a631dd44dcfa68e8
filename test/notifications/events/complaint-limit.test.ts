import { describe, expect, it } from "vitest";
import { hasTooManyComplaints } from "@/lib/notifications/events/complaint-limit";
import { messageKeyIn } from "@/lib/notifications/events/message-id";
import { messageEventInput } from "@/lib/notifications/events/schema";

describe("complaints hold a batch", () => {
  it.each([
    // 3 of 1,000 are 0.3 %; 3 of 1,001 are less; 4 of 1,333 are 0.30008 %.
    [3, 1_000, true],
    [3, 1_001, false],
    [4, 1_333, true],
    [4, 1_334, false],
    // Two of two are no rate yet.
    [2, 2, false],
    [3, 3, true],
    [0, 0, false],
  ])("%i of %i: %s", (complaints, sent, held) => {
    expect(hasTooManyComplaints({ complaints, sent })).toBe(held);
  });
});

describe("a Message-ID", () => {
  const key = "0123456789abcdef0123456789abcdef";
  it("is ours by its 32 digits, in angle brackets, without, or alone; anything else is not", () => {
    for (const text of [`<${key}@cards.example>`, `${key}@cards.example`, key, ` <${key}@x> `])
      expect(messageKeyIn(text)).toBe(key);
    for (const text of [`<${key}a@x>`, `<x@${key}>`, key.toUpperCase(), `<${key}@x@y>`, "", `${key} @x`])
      expect(messageKeyIn(text)).toBeNull();
  });
});

describe("an event as it is told", () => {
  const stop = { id: "1", type: "stop", channel: "sms", address: "+12015550123", at: "2026-12-01T15:30:00Z" };
  const wrong = (change: object) =>
    messageEventInput.safeParse({ ...stop, ...change }).error?.issues.map(({ path }) => path.join("."));
  it("names a message or an address, and of a bounce whether it is for good", () => {
    expect(wrong({})).toBeUndefined();
    expect(wrong({ address: undefined })).toEqual(["address"]);
    expect(wrong({ messageId: "<somebody@else>" })).toEqual(["messageId"]);
    expect(wrong({ type: "bounce" })).toEqual(["permanent"]);
    expect(wrong({ type: "bounce", permanent: false })).toBeUndefined();
    expect(wrong({ permanent: true })).toEqual(["permanent"]);
    expect(wrong({ at: "yesterday" })).toEqual(["at"]);
    expect(wrong({ colour: "red" })).toEqual([""]);
  });
});
