import { describe, expect, it } from "vitest";
import { blocks } from "@/lib/notifications/templates/finding";
import { type LintContext, lintTemplate } from "@/lib/notifications/templates/lint";
import { shippedTemplates } from "@/lib/notifications/templates/shipped";

const context: LintContext = {
  postalAddress: "1 Harbor Street",
  states: ["US-CA", "US-CT", "US-TX"],
  cashBackStates: ["US-CA"],
};
const good = {
  reason: "card-expiry",
  channel: "email",
  messageClass: "commercial",
  subject: "{{total}} on your cards",
  body: "{{greeting}}\n\n{{cards}}",
} as const;
type Draft = Parameters<typeof lintTemplate>[0];
const codes = (draft: Partial<Draft>, given: Partial<LintContext> = {}) =>
  lintTemplate({ ...good, ...draft }, { ...context, ...given }).map(({ code }) => code);
const body = (words: string) => ({ body: `{{greeting}}\n\n${words}\n\n{{cards}}` });

describe("the check of a template", () => {
  it("finds nothing in honest words", () => expect(codes({})).toEqual([]));

  it("names an unknown variable with its line and column", () => {
    const [found] = lintTemplate({ ...good, ...body("left: {{balanse}}") }, context);
    expect(found).toMatchObject({ code: "unknown-variable", severity: "block", field: "body", line: 3, column: 7 });
    expect(found?.text).toBe("{{balanse}} in line 3, column 7 is no value of ours.");
  });

  it("M2: a commercial mail needs a postal address; a text message has no room for one", () => {
    expect(codes({}, { postalAddress: " " })).toEqual(["no-postal-address"]);
    expect(codes({ channel: "sms", subject: "", body: "{{total}} {{last-day}}" }, { postalAddress: null })).toEqual([]);
  });

  it.each([
    ["", "empty-subject"],
    ["Re: your card", "fake-reply"],
    ["FWD: your card", "fake-reply"],
    ["Ответ: ваша карта", "fake-reply"],
    ["返信:カード", "fake-reply"],
    ["USE YOUR CARD NOW", "shouting"],
    ["a\nb", "many-lined-subject"],
    [`${"long ".repeat(20)}subject`, "long-subject"],
  ])("M2: the subject %j is refused (%s)", (subject, code) => expect(codes({ subject })).toContain(code));

  it("M2: a word that only begins like an answer is none", () => {
    expect(codes({ subject: "Reminder: your card" })).toEqual([]);
    expect(codes({ subject: "На ваших картах {{total}}" })).toEqual([]);
  });

  it("M15: no whole card number, however it is written, and no PIN", () => {
    // 4539 1488 0343 6467 is a test number that passes the check; its last digit changed does not.
    expect(codes(body("card 4539 1488 0343 6467"))).toEqual(["card-number"]);
    expect(codes(body("card 4539148803436467"))).toEqual(["card-number"]);
    expect(codes(body("card 4539-1488-0343-6468"))).toEqual([]);
    expect(codes(body("PIN: 4711"))).toEqual(["secret"]);
    expect(codes(body("ПИН-код 4711"))).toEqual(["secret"]);
  });

  it("M16: names the states in which cards may not expire, among those where readers live", () => {
    const [found] = lintTemplate({ ...good, ...body("Your card expires soon.") }, context);
    expect(found).toMatchObject({ code: "expiry-words", severity: "review", states: ["US-CA", "US-CT"], column: 11 });
    expect(found?.text).toContain("California and Connecticut");
    expect(codes(body("Your card expires soon."), { states: ["US-TX"] })).toEqual([]);
    expect(codes(body("Срок действия карты истекает"))).toContain("expiry-words");
    expect(codes(body("カードの有効期限"))).toContain("expiry-words");
  });

  it("M16: Connecticut hears not even the suggestion of a fee", () => {
    expect(codes(body("A fee will be taken"))).toEqual(["fee-words"]);
    expect(codes(body("A fee will be taken"), { states: ["US-CA"] })).toEqual([]);
    expect(codes(body("We are free and feel fine"))).toEqual([]);
  });

  it("M17: where small rests come back in cash nobody is told that they do not", () => {
    expect(codes(body("It can only be spent in our shops."))).toEqual(["spend-only"]);
    expect(codes(body("It cannot be redeemed; not redeemable for cash."))).toEqual(["spend-only"]);
    expect(codes(body("It can only be spent in our shops."), { cashBackStates: [] })).toEqual([]);
  });

  it("M14 and M1: a statutory notice is about escheat and advertises nothing", () => {
    const notice = { messageClass: "statutory-notice", reason: "escheat" } as const;
    expect(codes({ ...notice, ...body("Come to our summer sale!") })).toEqual(["promotion"]);
    expect(codes(notice)).toEqual([]);
    expect(codes({ messageClass: "statutory-notice" })).toEqual(["not-statutory"]);
    expect(codes({ messageClass: "transactional" })).toEqual(["not-commercial"]);
  });

  it("asks for the cards, and for the last day wherever there is one", () => {
    expect(codes({ body: "{{greeting}}" })).toEqual(["no-cards", "no-last-day"]);
    expect(codes({ channel: "sms", subject: "", body: "{{total}}" })).toEqual(["no-last-day"]);
    expect(codes({ reason: "unused-balance", body: "by {{last-day}}\n\n{{cards}}" })).toEqual(["unknown-last-day"]);
  });
});

describe("the shipped words", () => {
  it("are there for every reason by mail in three languages, and as text messages in English", () => {
    const kinds = shippedTemplates.map(({ reason, channel, language }) => `${reason} ${channel} ${language}`);
    expect(new Set(kinds).size).toBe(20);
  });

  it.each(
    shippedTemplates.map((template) => [`${template.language} ${template.channel} ${template.reason}`, template]),
  )("%s may be sent to anybody", (_, template) => {
    const everywhere = { postalAddress: "1 Harbor Street", states: ["US-CA", "US-CT"], cashBackStates: ["US-CA"] };
    expect(lintTemplate(template, everywhere)).toEqual([]);
    expect(blocks(lintTemplate(template, everywhere))).toBe(false);
  });
});
