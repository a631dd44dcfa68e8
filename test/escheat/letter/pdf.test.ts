import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { Invalid } from "@/lib/errors";
import type { Letter } from "@/lib/escheat/letter/letter";
import { lettersPdf } from "@/lib/escheat/letter/pdf";
import { printableCharacters } from "@/lib/escheat/letter/printable";
import { registerLetterFonts } from "@/lib/escheat/mutations/letter-fonts";
import { flowing, infoOf, pagesOf } from "./pdf-text";
import { letter, recipient } from "./sample-letters";

registerLetterFonts();

const noticeOn = "2026-07-06";
const kanji = (character: string) => character >= "\u4e00" && character <= "\u9fff";
const to = (reference: string, name: string, postalCode: string): Letter => ({
  ...letter,
  reference,
  recipient: { ...recipient, name, postalCode },
});

describe("letters as a PDF", () => {
  it("says what the law asks, in its order, to the owner at his address", async () => {
    const [page = ""] = pagesOf((await lettersPdf({ noticeOn, letters: [letter] })).bytes);
    const text = flowing(page);
    const parts = [
      "Harbor Gifts Inc 1 Pier Road Wilmington, DE 19801",
      "6 Jul 2026",
      "Reference WV-2026-00001",
      "Ann O'Neil 12 Oak St Charleston, WV 25301-1234",
      // 6 July + 30 days = 5 August.
      "Notice. The State of West Virginia requires us to notify you that your property may be transferred to the custody of the West Virginia State Treasurer if you do not contact us before 5 Aug 2026.",
      "Gift card ending in 4821",
      "15 Mar 2022",
      "$253.73",
      "it will be turned over to the West Virginia State Treasurer",
      "You must then claim it from the West Virginia State Treasurer: www.example.gov/unclaimed",
      "Property that is not money of the United States may be sold",
      "contact us before 5 Aug 2026: call 302-555-0100, write to property@example.com",
      "It is not an advertisement",
    ];
    const places = parts.map((part) => text.indexOf(part));
    expect(places, text).not.toContain(-1);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
  });

  it("is the same file for the same batch, in whatever order its letters came", async () => {
    const letters = [to("B", "Bo Li", "10001"), to("A", "Ann O'Neil", "25301"), to("C", "Cy Day", "10001")];
    const one = await lettersPdf({ noticeOn, letters });
    const other = await lettersPdf({ noticeOn, letters: letters.toReversed() });
    expect(other.sha256).toBe(one.sha256);
    expect(one.sha256).toBe(createHash("sha256").update(one.bytes).digest("hex"));
    expect(infoOf(one.bytes, "CreationDate")).toBe("D:20260706000000Z");
    const later = await lettersPdf({ noticeOn: "2026-07-07", letters });
    expect(later.sha256).not.toBe(one.sha256);
  });

  it("has a page for each letter, in the order of mailing", async () => {
    const letters = [to("B", "Bo Li", "25301"), to("A", "Ann Zed", "10001"), to("C", "Cy Day", "02108")];
    const { bytes, references } = await lettersPdf({ noticeOn, letters });
    expect(references).toEqual(["C", "A", "B"]);
    const pages = pagesOf(bytes);
    expect(pages.map((page) => /Reference (\w)/.exec(flowing(page))?.[1])).toEqual(["C", "A", "B"]);
    expect(infoOf(bytes, "Title")).toBe("Due-diligence notices of 2026-07-06: 3 letters");
  });

  it("prints every letter it lets through, of kanji every five hundredth, and no hyphen of its own", async () => {
    // By words of 20, so that lines break between words only.
    const characters = printableCharacters.filter(
      (character, index) => character !== " " && (!kanji(character) || index % 500 === 0),
    );
    const words = Array.from({ length: Math.ceil(characters.length / 20) }, (_, index) =>
      characters.slice(index * 20, (index + 1) * 20).join(""),
    );
    const odd: Letter = { ...letter, recipient: { ...recipient, lines: words } };
    const lines = pagesOf((await lettersPdf({ noticeOn, letters: [odd] })).bytes).flatMap((page) => page.split("\n"));
    for (const word of words) expect(lines).toContain(word);
    expect(characters.length).toBeGreaterThan(900);
  });

  it("goes on to a second page when a household has many cards, and shows each and their sum", async () => {
    const items = Array.from({ length: 60 }, (_, index) => ({
      lastFour: String(1000 + index),
      valueCents: 1_000n,
      lastActivityOn: "2022-03-15",
    }));
    const pages = pagesOf((await lettersPdf({ noticeOn, letters: [{ ...letter, items }] })).bytes);
    expect(pages.length).toBeGreaterThan(1);
    const text = flowing(pages.join("\n"));
    for (const { lastFour } of items) expect(text).toContain(`ending in ${lastFour}`);
    expect(text).toContain("In all $600.00");
  });

  it("names owners in Cyrillic, Greek, Vietnamese, Polish and Japanese as they write themselves", async () => {
    const names = ["Юрий Жук", "Ελένη Γκίκα", "Nguyễn Thị Ánh", "Łukasz Żółć", "佐藤 美咲", "さくら", "Әсел Қанатқызы"];
    const letters = names.map((name, index) => to(`R${index}`, name, `1000${index}`));
    const pages = pagesOf((await lettersPdf({ noticeOn, letters })).bytes).map(flowing);
    for (const [index, name] of names.entries()) expect(pages[index]).toContain(name);
  });

  it("shows no more of a card's number than the letter holds", async () => {
    const hidden: Letter = { ...letter, items: [{ lastFour: "", valueCents: 100n, lastActivityOn: "2022-03-15" }] };
    const [page = ""] = pagesOf((await lettersPdf({ noticeOn, letters: [hidden] })).bytes);
    expect(flowing(page)).toContain("Gift card 15 Mar 2022 $1.00");
  });

  it("is not made at all when one letter cannot be printed", async () => {
    const letters = [letter, to("WV-2026-00002", "ชูใจ", "25301")];
    const refused = lettersPdf({ noticeOn, letters });
    await expect(refused).rejects.toBeInstanceOf(Invalid);
    await expect(refused).rejects.toThrow(
      /Letter WV-2026-00002: owner's name has letters the printed page cannot show/,
    );
  });
});
