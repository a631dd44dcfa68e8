import { describe, expect, it } from "vitest";
import { nextTry } from "@/lib/notifications/sending/retry";
import { judgeReply } from "@/lib/notifications/sending/smtp-reply";

const judged = (code: number | null, command: string, text: string, handedOver = false) =>
  judgeReply({ code, command, text, handedOver }).result;

describe("a mail server's reply", () => {
  it.each([
    [421, "RCPT TO", "421 closing", "later"],
    [450, "RCPT TO", "450 4.2.1 greylisted", "later"],
    [452, "RCPT TO", "452 too many", "later"],
    [451, "DATA", "451 local error", "later"],
    [550, "RCPT TO", "550 5.1.1 no such user", "bounced"],
    [551, "RCPT TO", "551 moved away", "bounced"],
    [553, "RCPT TO", "553 5.1.3 no such name", "bounced"],
    [550, "RCPT TO", "550 5.7.1 blocked by policy", "failed"],
    [554, "DATA", "554 5.7.1 spam", "failed"],
    [552, "RCPT TO", "552 5.2.2 mailbox full", "later"],
    // Our own fault or the line's, never the recipient's: nobody is suppressed for it.
    [550, "MAIL FROM", "550 sender refused", "later"],
    [535, "AUTH PLAIN", "535 bad password", "later"],
  ] as const)("%i to %s is %s: %s", (code, command, text, result) => {
    expect(judged(code, command, text)).toBe(result);
  });

  it("that never comes leaves open what became of a message handed over whole, and of no other", () => {
    expect(judged(null, "CONN", "Connection closed", true)).toBe("unknown");
    expect(judged(null, "CONN", "Connection closed", false)).toBe("later");
  });
});

describe("the next try", () => {
  const now = new Date("2026-12-01T00:00:00Z");
  const minutes = (attempts: number, uselessAt: Date | null = null, reply = "450 later") => {
    const next = nextTry({ attempts, reply, now, uselessAt });
    return next.again ? (next.at.getTime() - now.getTime()) / 60_000 : null;
  };

  it("comes after growing gaps: 1, 5, 15, 60, 240 minutes, and 240 from then on", () => {
    expect([1, 2, 3, 4, 5, 6, 39].map((attempts) => minutes(attempts))).toEqual([1, 5, 15, 60, 240, 240, 240]);
    expect(minutes(40)).toBeNull();
  });

  it("never comes after the message has become useless", () => {
    expect(minutes(3, new Date("2026-12-01T00:15:00Z"))).toBe(15);
    expect(minutes(3, new Date("2026-12-01T00:14:59Z"))).toBeNull();
  });

  it("comes three times to a mailbox that is full or too small, and not a fourth time", () => {
    expect([1, 2, 3, 4].map((attempts) => minutes(attempts, null, "552 too large"))).toEqual([1, 5, 15, null]);
  });
});
