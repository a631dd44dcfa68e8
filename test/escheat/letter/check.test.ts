import { describe, expect, it } from "vitest";
import { letterProblems } from "@/lib/escheat/letter/check";
import type { Letter, LetterItem, Recipient } from "@/lib/escheat/letter/letter";
import { problemSentence } from "@/lib/escheat/report-file/problem";
import { agency, letter, recipient, sender } from "./sample-letters";

const sentences = (letters: readonly Letter[], noticeOn = "2026-07-06") =>
  letterProblems({ noticeOn, letters }).map(problemSentence);
const to = (change: Partial<Recipient>): Letter => ({ ...letter, recipient: { ...recipient, ...change } });
const about = (change: Partial<LetterItem>): Letter => ({
  ...letter,
  items: letter.items.map((item) => ({ ...item, ...change })),
});
const it1 = "Letter WV-2026-00001:";

describe("what keeps a letter from being printed", () => {
  it("is nothing for a good one, on the first and the last day of the state's window", () => {
    expect(sentences([letter], "2026-07-03")).toEqual([]);
    expect(sentences([letter], "2026-09-01")).toEqual([]);
  });

  it.each(["2026-07-02", "2026-09-02"])("is a notice of %s, a day outside the window", (noticeOn) => {
    expect(sentences([letter], noticeOn)).toEqual([
      `${it1} date of the notice lies outside the days on which the state lets the letter be sent, 3 Jul 2026 to 1 Sep 2026.`,
    ]);
    expect(sentences([{ ...letter, window: null }], noticeOn)).toEqual([]);
  });

  it.each<[string, Letter]>([
    [`${it1} owner's name is missing.`, to({ name: " " })],
    [`${it1} owner's address is missing.`, to({ lines: [] })],
    [`${it1} owner's address is missing.`, to({ lines: ["12 Oak St", ""] })],
    [`${it1} owner's address is missing.`, to({ postalCode: "" })],
    [`${it1} state agency is missing.`, { ...letter, agency: { ...agency, website: "" } }],
    [`${it1} sender is missing.`, { ...letter, sender: { ...sender, phone: "" } }],
    [`${it1} sender is missing.`, { ...letter, sender: { ...sender, lines: [] } }],
    [`${it1} property is missing.`, { ...letter, items: [] }],
    [`${it1} property shows more of a card's number than its last four characters.`, about({ lastFour: "14821" })],
    [`${it1} property has a value that is not above zero.`, about({ valueCents: 0n })],
    [`${it1} property must be a date that exists, as YYYY-MM-DD.`, about({ lastActivityOn: "2023-02-29" })],
    [
      `${it1} owner's name has a word of more than 42 characters, which does not fit the line.`,
      to({ name: "x".repeat(43) }),
    ],
    [
      `${it1} owner's name has letters the printed page cannot show: ช ู. Send this letter by hand, or give a spelling in Latin, Greek, Cyrillic or Japanese letters.`,
      to({ name: "ชู ชู" }),
    ],
    [
      `${it1} owner's address has letters the printed page cannot show: 钱. Send this letter by hand, or give a spelling in Latin, Greek, Cyrillic or Japanese letters.`,
      to({ lines: ["钱 1", "Charleston"] }),
    ],
    [
      `${it1} text has letters the printed page cannot show: א. Send this letter by hand, or give a spelling in Latin, Greek, Cyrillic or Japanese letters.`,
      { ...letter, sender: { ...sender, name: "א" } },
    ],
  ])("%s", (sentence, wrong) => {
    expect(sentences([wrong])[0]).toBe(sentence);
  });

  it("is a reference used twice, a batch without letters, a day that does not exist", () => {
    expect(sentences([letter, letter])).toEqual([`${it1} reference stands in the batch twice.`]);
    expect(sentences([])).toEqual(["The batch of letters: letters is missing."]);
    expect(sentences([letter], "2026-06-31")).toEqual([
      "The batch of letters: date of the notice must be a date that exists, as YYYY-MM-DD.",
    ]);
  });
});
