import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { filesOf, inMailOrder, type LetterCard, lettersFor } from "@/lib/escheat/letter/batch";
import { lastFour, respondBefore } from "@/lib/escheat/letter/letter";
import { recipientOf } from "@/lib/escheat/letter/recipient";
import { address, person } from "../report-file/sample-report";
import { agency, letter, recipient, sender } from "./sample-letters";

const common = { agency, sender, window: null, prefix: "WV-2026" };
const card = (number: string, change: Partial<LetterCard["recipient"]> = {}, valueCents = 1_000n): LetterCard => ({
  lastFour: number,
  valueCents,
  lastActivityOn: "2022-03-15",
  recipient: { ...recipient, ...change },
});

describe("letters of a batch", () => {
  it("are one per mailbox: three cards of Ann at one address, in any capitals, and one of Bo there", () => {
    const letters = lettersFor(
      [card("3333"), card("1111", { name: "ANN  O'NEIL" }), card("9999", { name: "Bo Li" }), card("2222")],
      common,
    );
    expect(letters.map(({ recipient: { name }, items }) => [name, items.map((item) => item.lastFour)])).toEqual([
      ["Ann O'Neil", ["1111", "2222", "3333"]],
      ["Bo Li", ["9999"]],
    ]);
    expect(letters.map(({ reference }) => reference)).toEqual(["WV-2026-00001", "WV-2026-00002"]);
  });

  it("are two for one name at two addresses", () => {
    expect(
      lettersFor([card("1111"), card("2222", { lines: ["13 Oak St", "Charleston, WV 25301"] })], common),
    ).toHaveLength(2);
  });

  it("are in the order of mailing: home by ZIP code, then abroad by country", () => {
    const letters = lettersFor(
      [
        card("1", { country: "JAPAN", postalCode: "100" }),
        card("2", { postalCode: "25301" }),
        card("3", { country: "GERMANY", postalCode: "20095" }),
        card("4", { postalCode: "02108" }),
      ],
      common,
    );
    expect(letters.map(({ items }) => items[0]?.lastFour)).toEqual(["4", "2", "3", "1"]);
  });

  it("hold every card and every cent once, and are the same whatever order cards come in", () => {
    const cards = fc.array(
      fc
        .tuple(
          fc.constantFrom("Ann", "Bo", "ann"),
          fc.constantFrom("02108", "25301"),
          fc.bigInt({ min: 1n, max: 9_999n }),
        )
        .map(([name, postalCode, cents]) => card("1234", { name, postalCode }, cents)),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(cards, (all) => {
        const letters = lettersFor(all, common);
        const items = letters.flatMap((one) => one.items);
        const sum = (values: readonly { readonly valueCents: bigint }[]) =>
          values.reduce((total, { valueCents }) => total + valueCents, 0n);
        expect(items).toHaveLength(all.length);
        expect(sum(items)).toBe(sum(all));
        const again = lettersFor(all.toReversed(), common);
        expect(again.map((one) => [one.reference, one.items])).toEqual(
          letters.map((one) => [one.reference, one.items]),
        );
      }),
    );
  });

  it("are cut into files of at most the size, in the same order", () => {
    const letters = Array.from({ length: 7 }, (_, index) => ({ ...letter, reference: `R-${6 - index}` }));
    const files = filesOf(letters, 3);
    expect(files.map((file) => file.length)).toEqual([3, 3, 1]);
    expect(files.flat()).toEqual(inMailOrder(letters));
    expect(files.flat().map(({ reference }) => reference)).toEqual(["R-0", "R-1", "R-2", "R-3", "R-4", "R-5", "R-6"]);
    expect(filesOf([])).toEqual([]);
  });
});

describe("a letter", () => {
  it("asks for an answer before the 30th day after it: of 3 July, 2 August; over the end of a leap February, 1 March", () => {
    expect(respondBefore("2026-07-03")).toBe("2026-08-02");
    expect(respondBefore("2028-01-31")).toBe("2028-03-01");
  });

  it("shows four of a card's characters at most, and always hides four", () => {
    expect(lastFour("6034932528694821")).toBe("4821");
    expect(lastFour("12345678")).toBe("5678");
    expect(lastFour("123456")).toBe("56");
    expect(lastFour("1234")).toBe("");
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."0123456789"), maxLength: 24 }), (number) => {
        const shown = lastFour(number);
        expect(shown.length).toBeLessThanOrEqual(4);
        expect(number.length - shown.length).toBeGreaterThanOrEqual(Math.min(4, number.length));
        expect(number.endsWith(shown)).toBe(true);
      }),
    );
  });

  it("goes to an address as the Postal Service writes it", () => {
    expect(recipientOf(person("Ann", "O'Neil"), { ...address, line2: "Apt 4" }, null)).toEqual({
      name: "Ann O'Neil",
      lines: ["1900 Kanawha Boulevard E", "Apt 4", "Charleston, WV 25305"],
      postalCode: "25305",
      country: null,
    });
    const abroad = {
      kind: "foreign",
      line1: "Alster 1",
      line2: null,
      line3: null,
      city: "Hamburg",
      province: null,
      postalCode: "20095",
      country: "DEU",
    } as const;
    expect(recipientOf({ kind: "company", name: "Hafen GmbH" }, abroad, "Germany")).toEqual({
      name: "Hafen GmbH",
      lines: ["Alster 1", "20095 Hamburg"],
      postalCode: "20095",
      country: "GERMANY",
    });
  });
});
