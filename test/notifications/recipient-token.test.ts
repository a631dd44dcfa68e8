import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messageLinks, type Recipient, readRecipientToken, recipientToken } from "@/lib/notifications/recipient-token";

const secret = "a secret of at least thirty-two characters";
const ann: Recipient = {
  issuerId: 7,
  channel: "email",
  mailbox: "ann@example.com",
  batchId: 12,
  day: "2026-03-01",
};
const token = recipientToken("unsubscribe", ann, secret);

describe("the token of a link in a message", () => {
  it("gives back whose it is, and is the same each time it is made", () => {
    expect(readRecipientToken("unsubscribe", token, secret)).toEqual(ann);
    expect(recipientToken("unsubscribe", ann, secret)).toBe(token);
  });

  it("does not let the address be read", () => {
    const bytes = Buffer.from(token, "base64url").toString("latin1");
    expect(bytes).not.toContain("ann");
    expect(bytes).not.toContain("example");
  });

  it("opens nothing but what it was made for", () => {
    expect(readRecipientToken("statement", token, secret)).toBeNull();
    expect(readRecipientToken("unsubscribe", token, `${secret}!`)).toBeNull();
  });

  it("is refused when a single character of it is another", () => {
    for (let at = 0; at < token.length; at++) {
      const other = token[at] === "A" ? "B" : "A";
      const changed = token.slice(0, at) + other + token.slice(at + 1);
      expect(readRecipientToken("unsubscribe", changed, secret)).toBeNull();
    }
  });

  it("refuses whatever else stands in its place, without throwing", () => {
    fc.assert(fc.property(fc.string(), (text) => readRecipientToken("statement", text, secret) === null));
    expect(readRecipientToken("unsubscribe", token.slice(0, -4), secret)).toBeNull();
    expect(readRecipientToken("unsubscribe", `${token}=`, secret)).toBeNull();
  });
});

it("the links of a message name the page, the statement and the address that mail programmes post to", () => {
  const links = messageLinks("https://cards.example/", ann, secret);
  expect(links.unsubscribe).toBe(`https://cards.example/u/${token}`);
  expect(links.oneClick).toBe(`https://cards.example/api/u/${token}`);
  expect(links.statement).toBe(`https://cards.example/s/${recipientToken("statement", ann, secret)}`);
});
