import { describe, expect, it } from "vitest";
import { whyNotToSend } from "@/lib/notifications/sending/restored";

const mark = (identity: string, epoch: number, count: number) => ({ identity, epoch, count });

describe("a database that may be a restored one", () => {
  it("sends while it is the one that sent last and has come as far as this machine knows", () => {
    expect(whyNotToSend(null, mark("a", 0, 0), null)).toBeNull();
    expect(whyNotToSend(mark("a", 0, 9), mark("a", 0, 9), mark("a", 0, 9))).toBeNull();
    // Another machine beside this one has sent since.
    expect(whyNotToSend(mark("a", 0, 12), mark("a", 0, 12), mark("a", 0, 9))).toBeNull();
  });

  it("sends nothing when it was loaded elsewhere, recovered, or failed over", () => {
    expect(whyNotToSend(mark("a", 0, 9), mark("b", 0, 9), null)).toBe("another-database");
  });

  it("sends nothing when it has come less far than this machine, even before its first message", () => {
    expect(whyNotToSend(mark("a", 0, 5), mark("a", 0, 5), mark("a", 0, 9))).toBe("behind");
    expect(whyNotToSend(null, mark("a", 0, 0), mark("a", 0, 9))).toBe("behind");
    expect(whyNotToSend(mark("a", 1, 50), mark("a", 1, 50), mark("a", 2, 1))).toBe("behind");
  });

  it("sends again once a person has begun a new epoch, whatever the machine had counted in the old one", () => {
    expect(whyNotToSend(mark("a", 3, 0), mark("a", 3, 0), mark("a", 2, 900))).toBeNull();
  });
});
