import { describe, expect, it } from "vitest";
import { placed, readTriangleCsv } from "@/lib/breakage/triangle/read-csv";
import { readExposureCsv } from "@/lib/breakage/triangle/read-exposure";
import { REDEEMED } from "./published-triangles";

const CSV = `origin,1,2,3,4,5
1,300,450,520,550,560
2,380,560,640,675,
3,250,390,450,,
4,470,690,,,
5,340,,,,
`;

/** Problems as "line:column message". */
const problemsIn = (text: string, options = {}) => {
  const outcome = readTriangleCsv(text, options);
  return outcome.ok ? [] : outcome.problems.map(({ line, column, message }) => `${line}:${column ?? "-"} ${message}`);
};
const triangleIn = (text: string, options = {}) => {
  const outcome = readTriangleCsv(text, options);
  return outcome.ok ? outcome.value.triangle : problemsIn(text, options);
};

describe("a triangle in a file", () => {
  it("is the same by comma, semicolon or tab, with either line end, a byte order mark, quotes, spaces and empty lines", () => {
    for (const text of [
      CSV,
      CSV.replaceAll(",", ";"),
      CSV.replaceAll(",", "\t"),
      CSV.replaceAll("\n", "\r\n"),
      `\ufeff${CSV}`,
      CSV.replace("300", '"300"').replace("450", " 450 "),
      CSV.replaceAll("\n", "\n\n"),
      CSV.replace(/,+\n/g, "\n"),
      `${CSV},,,,,\n`,
    ]) {
      expect(triangleIn(text)).toEqual(REDEEMED);
    }
  });

  it("is accumulated when it holds amounts of each age: 300, 150, 70 are 300, 450, 520", () => {
    const text = "origin,1,2,3\na,300,150,70\nb,380,180,\nc,250,,\n";
    expect(triangleIn(text, { incremental: true })).toEqual({
      origins: ["a", "b", "c"],
      ages: [1, 2, 3],
      cells: [
        [300, 450, 520],
        [380, 560, null],
        [250, null, null],
      ],
    });
  });

  it("may have decimals, signs, exponents and ages of any spacing", () => {
    expect(triangleIn("o,0.5,12\nx,-1.25,+3e2\n")).toEqual({ origins: ["x"], ages: [0.5, 12], cells: [[-1.25, 300]] });
  });

  it("keeps a hole, for the check to refuse it where it is", () => {
    expect(triangleIn("o,1,2\nx,,5\n")).toMatchObject({ cells: [[null, 5]] });
  });

  it("names line and column of a thousands separator, a decimal comma, a word and a number too large", () => {
    expect(problemsIn('o,1,2\nx,"1,234",5\n')).toEqual([
      '2:2 "1,234" has thousands separators: write digits only, with a point for decimals',
    ]);
    expect(problemsIn("o;1;2\nx;5;1 234 567,50\n")).toEqual([
      '2:3 "1 234 567,50" has thousands separators: write digits only, with a point for decimals',
    ]);
    expect(problemsIn("o;1;2\n\nx;1,5;2\n")).toEqual(['3:2 "1,5" has a comma for decimals: write a point']);
    expect(problemsIn("o,1,2\nx,5,NA\ny,$3,\n")).toEqual([
      '2:3 "NA" is no number; leave empty what is not observed yet',
      '3:2 "$3" is no number; leave empty what is not observed yet',
    ]);
    expect(problemsIn("o,1\nx,1e999\n")).toEqual(['2:2 "1e999" is too large a number']);
  });

  it("names a header that is no age, an origin without a name, one that stands twice, and an amount beyond the last age", () => {
    expect(problemsIn("o,1,month 2\nx,1,2\n")).toEqual([
      '1:3 the header should be an age in numbers, from 0 on, and is "month 2"',
    ]);
    expect(problemsIn("o,-1\nx,1\n")).toEqual(['1:2 the header should be an age in numbers, from 0 on, and is "-1"']);
    expect(problemsIn("o,1\nx,1\n,2\nx,3\n")).toEqual([
      "3:1 the origin has no name",
      "4:1 origin x stands on line 2 already",
    ]);
    expect(problemsIn("o,1\nx,1,2\n")).toEqual(["2:3 an amount stands beyond the last age"]);
  });

  it("is refused when the file is empty, has no origin or no age, or a quote that never closes", () => {
    expect(problemsIn("")).toEqual(["1:- the file is empty"]);
    expect(problemsIn("o,1,2\n")).toEqual(["1:- there is a header, and no origin below it"]);
    expect(problemsIn("o\nx\n")).toEqual(["1:- the header names no age after the origin"]);
    expect(problemsIn('o,1\nx,"1\n')[0]).toMatch(/^2:- a quote is never closed/);
  });

  it("says where a later problem lies: origin b at age 12 is line 4, column 3", () => {
    const outcome = readTriangleCsv("o,6,12\na,1,2\n\nb,3,4\n");
    if (!outcome.ok) throw new Error("unreadable");
    expect(placed(outcome.value, { kind: "hole", origin: "b", age: 12, message: "A hole." })).toBe(
      "line 4, column 3: A hole.",
    );
    expect(placed(outcome.value, { kind: "zero-sales", origin: "a", message: "None." })).toBe("line 2: None.");
    expect(placed(outcome.value, { kind: "no-link", age: 6, message: "No link." })).toBe("No link.");
  });
});

describe("exposures in a file", () => {
  const exposuresIn = (text: string) => {
    const outcome = readExposureCsv(text, ["a", "b"]);
    if (outcome.ok) return outcome.value;
    return outcome.problems.map(({ line, column, message }) => `${line}:${column ?? "-"} ${message}`);
  };

  it("come in the order of the origins, with a header or without", () => {
    expect(exposuresIn("origin,face\nb,2\na,1\n")).toEqual([1, 2]);
    expect(exposuresIn("b;2.5\na;1\n")).toEqual([1, 2.5]);
  });

  it("are refused where an amount is no number or not above 0, an origin is unknown, twice or missing", () => {
    expect(exposuresIn("a,x\nb,0\n")).toEqual([
      '1:2 "x" is no number; leave empty what is not observed yet',
      "2:2 origin b has 0: without sales there is nothing to redeem",
    ]);
    expect(exposuresIn("a,1\nb,2\nb,3\nc,4\n")).toEqual([
      "3:1 origin b stands there twice",
      '4:1 origin "c" is not in the triangle',
    ]);
    expect(exposuresIn("a,1\n")).toEqual(["1:- no amount is given for b"]);
    expect(exposuresIn("")).toEqual(["1:- no amount is given for a, b"]);
    expect(exposuresIn("a,1,5\nb,2\n")).toEqual(["1:3 only an origin and one amount are expected"]);
  });
});
