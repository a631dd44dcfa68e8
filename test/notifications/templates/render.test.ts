import { describe, expect, it } from "vitest";
import type { Locale } from "@/lib/format";
import { plainSpaces } from "@/lib/format";
import { messageLinks } from "@/lib/notifications/recipient-token";
import { type MessageCard, messageMember, soonestFirst } from "@/lib/notifications/templates/message";
import { renderMessage } from "@/lib/notifications/templates/render";
import { shippedTemplates } from "@/lib/notifications/templates/shipped";

const links = messageLinks(
  "https://cards.example",
  { issuerId: 1, channel: "email", mailbox: "ann@example.com", batchId: 1, day: "2027-01-01" },
  "a secret of at least thirty-two characters",
);
const issuer = { name: "Harbor", legalName: "Harbor Gifts, Inc." };
const setting = { senderName: "Harbor Cards", postalAddress: "1 Harbor Street\nAustin, TX 78701" };
const card = (changed: Partial<MessageCard> = {}): MessageCard => ({
  lastFour: "1234",
  brand: "Harbor",
  cardType: "Coffee Card",
  balance: "2500",
  lastDay: "2027-03-05",
  lossOn: "2027-03-05",
  reason: "card-expiry",
  ...changed,
});
const template = {
  channel: "email",
  messageClass: "commercial",
  subject: "{{total}} until {{last-day}}",
  body: "{{greeting}}\n\n{{cards}}\n\n{{statement-link}}",
} as const;
type Changed = Partial<Parameters<typeof renderMessage>[0]>;
const render = (changed: Changed = {}) =>
  renderMessage({
    template,
    member: { name: "Ann", currency: "USD", cards: [card()] },
    issuer,
    setting,
    language: "en",
    links,
    ...changed,
  });

describe("a message", () => {
  it("says in plain text whose cards hold how much, and the exact last day", async () => {
    const { subject, plain } = await render();
    expect(subject).toBe("$25.00 until 5 Mar 2027");
    expect(plain).toBe(`Hello Ann,

- Harbor Coffee Card ending in 1234: $25.00
  Last day to use it: 5 Mar 2027

See your balance: ${links.statement}

-- 
Advertising message from Harbor Gifts, Inc.
1 Harbor Street, Austin, TX 78701
Stop messages like this: ${links.unsubscribe}
`);
  });

  it("is the same each time it is made", async () => expect(await render()).toEqual(await render()));

  it("to six people with one address is one with six lines, the soonest first, and greets none by name", async () => {
    const days = ["2027-06-01", "2027-02-01", "2027-05-01", "2027-03-01", "2027-04-01", null];
    const holders = days.map((lastDay, index) => ({
      name: `Holder ${index}`,
      cards: [card({ lastDay, lossOn: lastDay, lastFour: `100${index}` })],
    }));
    const { plain, html } = await render({ member: messageMember(holders, "USD") });
    expect(plain.startsWith("Hello,\n")).toBe(true);
    const lines = plain.split("\n").filter((line) => line.startsWith("- "));
    expect(lines.map((line) => line.slice(2, 10))).toEqual([1, 3, 4, 2, 0, 5].map((index) => `Holder ${index}`));
    expect(html?.match(/role="listitem"/g)).toHaveLength(6);
    expect(plain).toContain("Last day to use it: 1 Feb 2027");
  });

  it("adds cards up exactly and shows no more than their last four", async () => {
    const member = {
      name: null,
      currency: "USD",
      cards: [card({ balance: "9007199254740993" }), card({ balance: "1" })],
    };
    expect((await render({ member })).subject).toBe("$90,071,992,547,409.94 until 5 Mar 2027");
  });

  it("writes no markup that a name could bring, in subject, text or page", async () => {
    const member = { name: '<img src=x onerror="a()">\r\nBcc: b@example.com', currency: "USD", cards: [card()] };
    const { html, subject } = await render({ member, template: { ...template, subject: "For {{name}}" } });
    expect(html).not.toContain("<img");
    expect(html).toContain("&lt;img src=x onerror=&quot;a()&quot;&gt;");
    expect(subject).not.toMatch(/[\r\n]/);
  });

  it("leaves nothing open: no place is unfilled, no comment of React's is left", async () => {
    const { html } = await render();
    expect(html).not.toMatch(/[\uE000\uE001]|<!-- -->|<!--\$-->/);
  });

  it("names its language, presents its tables as layout and has a title", async () => {
    for (const language of ["en", "ru", "ja"] as const) {
      const { html, headers } = await render({ language });
      expect(html).toContain(`lang="${language}"`);
      expect(html?.match(/<table/g)?.length).toBe(html?.match(/<table[^>]*role="presentation"/g)?.length);
      expect(html).toContain("<title>");
      expect(headers["Content-Language"]).toBe(language);
    }
  });

  it("offers the one click of RFC 8058 in commercial mail, and no end of what a law demands", async () => {
    expect((await render()).headers).toMatchObject({
      "List-Unsubscribe": `<${links.oneClick}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    });
    const notice = await render({ template: { ...template, messageClass: "statutory-notice" } });
    expect(notice.headers).not.toHaveProperty("List-Unsubscribe");
    expect(notice.plain).not.toContain(links.unsubscribe);
    expect(notice.plain).not.toContain("Advertising");
    expect(notice.html).not.toContain(links.unsubscribe);
  });

  it("speaks of the last day before a fee or a state, and of no last day where none is known", async () => {
    const line = async (changed: Partial<MessageCard>) => {
      const body = { ...template, subject: "x" };
      const { plain } = await render({
        template: body,
        member: { name: null, currency: "USD", cards: [card(changed)] },
      });
      return plain.split("\n")[3]?.trim() ?? "";
    };
    expect(await line({ reason: "escheat", lastDay: null, lossOn: "2027-02-01" })).toBe(
      "Please use it, or tell us that it is still yours, by 1 Feb 2027",
    );
    expect(await line({ reason: "fees", lossOn: "2027-02-01" })).toBe(
      "The whole amount is there up to and including 1 Feb 2027. Last day to use it: 5 Mar 2027",
    );
    // What happens to it is too far away to be its reason: its own last day is all that is said.
    expect(await line({ reason: "unused-balance", lastDay: null, lossOn: "2028-02-01" })).toBe("");
  });

  it("that would name a day nobody knows does not leave", async () => {
    const member = {
      name: null,
      currency: "USD",
      cards: [card({ lastDay: null, lossOn: null, reason: "unused-balance" })],
    };
    await expect(render({ member })).rejects.toThrow(RangeError);
  });

  it("whose values make a whole card number of it does not leave, nor a commercial one without a postal address", async () => {
    const member = { name: "4539 1488 0343 6467", currency: "USD", cards: [card()] };
    await expect(render({ member })).rejects.toThrow("card number");
    await expect(render({ setting: { ...setting, postalAddress: null } })).rejects.toThrow("postal address");
    const notice = { ...template, messageClass: "statutory-notice" } as const;
    expect((await render({ template: notice, setting: { ...setting, postalAddress: null } })).plain).toContain("Ann");
  });

  it("with a fault in its words does not leave", async () => {
    await expect(render({ template: { ...template, body: "{{nothing}}" } })).rejects.toThrow(RangeError);
  });

  it("by text says whose advertisement it is and how to end it, and has no headers", async () => {
    const sms = { ...template, channel: "sms", subject: "", body: "{{total}} until {{last-day}}" } as const;
    expect(await render({ template: sms })).toEqual({
      subject: "",
      plain: `$25.00 until 5 Mar 2027\nAd from Harbor Gifts, Inc., stop: ${links.unsubscribe}\n`,
      html: null,
      headers: {},
    });
  });
});

it.each([
  ["en", "Hello Ann,", "$25.00", "5 Mar 2027"],
  ["ru", "Здравствуйте, Ann!", "25,00 $", "5 мар. 2027 г."],
  ["ja", "Ann 様", "$25.00", "2027年3月5日"],
] as const)("the shipped words in %s are written as that language writes", async (language: Locale, ...expected) => {
  const shipped = shippedTemplates.find((one) => one.language === language && one.reason === "card-expiry");
  if (!shipped) throw new Error("nothing is shipped");
  const { plain } = await render({ template: shipped, language });
  for (const words of expected) expect(plainSpaces(plain)).toContain(words);
});

it("cards come soonest first, whatever never ends last, and then the larger amount", () => {
  const cards = [
    card({ lastDay: null, lossOn: null, balance: "5", reason: "unused-balance" }),
    card({ lastDay: "2027-05-01", balance: "1" }),
    card({ lastDay: "2027-05-01", balance: "2" }),
    card({ lastDay: "2027-04-01", balance: "3" }),
  ];
  expect(soonestFirst(cards).map(({ balance }) => balance)).toEqual(["3", "2", "1", "5"]);
});
