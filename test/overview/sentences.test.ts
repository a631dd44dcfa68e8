import { describe, expect, it } from "vitest";
import { plainSpaces } from "@/lib/format";
import { changeSentences } from "@/lib/overview/sentences";
import { plainWriting, type Writing, writingIn } from "@/lib/overview/writing";

const nothing = { sales: 0n, redemptions: 0n, lapses: 0n, other: 0n, change: 0n };
const rows = [
  { ...nothing, member: { id: "H", name: "Holiday" }, sales: 132_000n, change: 132_000n },
  { ...nothing, member: { id: "B", name: "Birthday" }, redemptions: -900n, change: -900n },
];
const inWords = (write: Writing) => changeSentences(rows, "USD", write).map(plainSpaces);

describe("what changed, in sentences", () => {
  it("names the largest parts first, plainly for machines", () => {
    expect(inWords(plainWriting)).toEqual([
      "Sales of Holiday added 1,320.00 USD.",
      "Redemptions of Birthday took away 9.00 USD.",
    ]);
  });

  it("has money as the reader's language writes it", () => {
    expect(inWords(writingIn("en"))[0]).toBe("Sales of Holiday added $1,320.00.");
    expect(inWords(writingIn("ru"))[0]).toBe("Sales of Holiday added 1 320,00 $.");
    expect(changeSentences(rows, "JPY", writingIn("ja"))[0]).toBe("Sales of Holiday added ￥132,000.");
  });
});
