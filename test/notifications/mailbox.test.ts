import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mailboxOf } from "@/lib/notifications/mailbox";

const email = (address: string) => mailboxOf(address, "email");
const phone = (address: string) => mailboxOf(address, "sms");

describe("the mailbox behind an e-mail address", () => {
  it.each([
    ["Ann.Smith@Example.COM", "ann.smith@example.com"],
    ["  ann@example.com ", "ann@example.com"],
    ["ann+cards@example.com", "ann@example.com"],
    ["A.n.n+x@gmail.com", "ann@gmail.com"],
    ["ann@googlemail.com", "ann@gmail.com"],
    ["ann@bücher.example", "ann@xn--bcher-kva.example"],
    ["анна@почта.рф", "анна@xn--80a1acny.xn--p1ai"],
    ["ann@example.com.", "ann@example.com"],
    ["+ann@example.com", "+ann@example.com"],
  ])("%s is %s", (address, mailbox) => expect(email(address)).toBe(mailbox));

  it("keeps dots where they tell people apart", () => expect(email("a.nn@example.com")).toBe("a.nn@example.com"));

  it.each([
    "",
    "ann",
    "@example.com",
    "ann@",
    "ann@localhost",
    "ann@127.0.0.1",
    "ann@[127.0.0.1]",
    "ann smith@example.com",
    '"ann"@example.com',
    "ann@example.com, bob@example.com",
    "ann@example.com\r\nBcc: bob@example.com",
    "ann@exa mple.com",
    "ann..b@example.com",
    ".ann@example.com",
    "ann@-example.com",
    `${"a".repeat(65)}@example.com`,
    "Ann <ann@example.com>",
  ])("%j is no address", (address) => expect(email(address)).toBeNull());

  it("is the mailbox of itself, whatever the address was", () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        const mailbox = email(address);
        if (mailbox !== null) expect(email(mailbox)).toBe(mailbox);
      }),
    );
  });
});

describe("the mailbox behind a telephone number", () => {
  it.each([
    ["+1-201-555-0142", "+12015550142"],
    ["(201) 555-0142", "+12015550142"],
    ["201-555-0142", "+12015550142"],
    ["0081 3 1234 5678", "+81312345678"],
    ["+7 (916) 123-45-67", "+79161234567"],
  ])("%s is %s", (address, mailbox) => expect(phone(address)).toBe(mailbox));

  it.each(["9161234567", "2015550142", "555-0142", "+1 201 555 0142 x7", "+12", "+1234567890123456", "call me"])(
    "%s could be a stranger's",
    (address) => expect(phone(address)).toBeNull(),
  );
});
