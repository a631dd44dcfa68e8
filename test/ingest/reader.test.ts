import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type ReaderLimits, readerLimits } from "@/lib/ingest/limits";
import { bytesSource, UnreadableFile } from "@/lib/ingest/reader/source";
import { type FormatOverride, findFormat, readRows } from "@/lib/ingest/reader/table";

async function read(bytes: Uint8Array | string, override: FormatOverride = {}, limits?: ReaderLimits, name = "a.csv") {
  const source = bytesSource(name, typeof bytes === "string" ? Buffer.from(bytes) : bytes, 7);
  const format = await findFormat(source, override, limits);
  const rows = [];
  for await (const some of readRows(source, format, limits)) rows.push(...some);
  return { format, rows, cells: rows.map((row) => row.cells) };
}

const refusal = async (promise: Promise<unknown>) => {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UnreadableFile);
  return (error as UnreadableFile).message;
};

describe("delimiters, quotes and line ends", () => {
  it.each([",", ";", "\t", "|"])("finds the delimiter %j", async (delimiter) => {
    const text = [
      ["id", "name", "n"],
      ["1", "a", "2"],
      ["3", "b", "4"],
    ]
      .map((row) => row.join(delimiter))
      .join("\n");
    expect((await read(text)).cells).toEqual([
      ["id", "name", "n"],
      ["1", "a", "2"],
      ["3", "b", "4"],
    ]);
  });

  it.each(["~", "^", "¦", "\u0001"])("finds the rarer delimiter %j where all lines agree on it", async (delimiter) => {
    const rows = [
      ["id", "name", "n"],
      ["1", "a, b", "2"],
      ["3", "c", "4"],
    ];
    expect((await read(rows.map((row) => row.join(delimiter)).join("\n"))).cells).toEqual(rows);
    expect((await read(`a,b\n1,${delimiter}x\n2,y\n`)).cells[1]).toEqual(["1", `${delimiter}x`]);
  });

  it("is told the delimiter by Excel's own first line, which is no row, whatever a mapping says", async () => {
    for (const hint of ["sep=;", "SEP=;", '"sep=;"', "sep=;;;", "\ufeffsep=;"]) {
      const { rows, format } = await read(`${hint}\r\nid;amount\r\n1;2,50\r\n`);
      expect(format).toMatchObject({ delimiter: ";" });
      expect(rows).toEqual([
        { line: 2, cells: ["id", "amount"] },
        { line: 3, cells: ["1", "2,50"] },
      ]);
    }
    expect((await read("sep=,\nid;amount\n1;2,50\n", { delimiter: ";" })).cells[0]).toEqual(["id", "amount"]);
    expect((await read("sep=\t\nid\tname\n", {})).cells).toEqual([["id", "name"]]);
    // Anywhere else it is a value.
    expect((await read("id;name\nsep=;\n")).cells).toEqual([
      ["id", "name"],
      ["sep=", ""],
    ]);
  });

  it("passes over rows that hold nothing but delimiters and spaces, and counts their lines", async () => {
    expect((await read('a,b\n1,2\n,,,\n , \n"",""\n3,4\n,,,,\n')).rows.map(({ line }) => line)).toEqual([1, 2, 6]);
  });

  it("takes decimal commas for data where semicolons separate", async () => {
    expect((await read("id;amount\n1;2,50\n2;3,75\n")).cells).toEqual([
      ["id", "amount"],
      ["1", "2,50"],
      ["2", "3,75"],
    ]);
  });

  it.each([
    ["LF", "\n"],
    ["CRLF", "\r\n"],
    ["a lone CR", "\r"],
  ])("ends rows at %s", async (_, end) => {
    expect((await read(`a,b${end}1,2${end}3,4${end}`)).cells).toEqual([
      ["a", "b"],
      ["1", "2"],
      ["3", "4"],
    ]);
  });

  it("counts the lines inside quoted values and empty ones", async () => {
    const { rows } = await read('a,b\n"x\ny",1\n\n"he said ""no""",2\n');
    expect(rows).toEqual([
      { line: 1, cells: ["a", "b"] },
      { line: 2, cells: ["x\ny", "1"] },
      { line: 5, cells: ['he said "no"', "2"] },
    ]);
  });

  it("keeps rows of unequal length as they are", async () => {
    expect((await read("a,b\n1,2,3\n4\n")).cells).toEqual([["a", "b"], ["1", "2", "3"], ["4"]]);
  });
});

describe("encodings", () => {
  const text = "id,имя\n1,Анна Каренина\n2,Пётр Безухов\n";
  const cells = [
    ["id", "имя"],
    ["1", "Анна Каренина"],
    ["2", "Пётр Безухов"],
  ];
  const utf16 = (value: string) => Buffer.from(value, "utf16le");

  it("reads UTF-8 with a byte order mark and without", async () => {
    expect((await read(`\ufeff${text}`)).cells).toEqual(cells);
    expect((await read(text)).cells).toEqual(cells);
  });

  it("reads UTF-16 of both orders, with a mark and without", async () => {
    for (const value of [`\ufeff${text}`, `id,name\n1,Ann\n2,${"Bob".repeat(9)}\n`]) {
      const little = await read(utf16(value));
      const big = await read(utf16(value).swap16());
      expect(little.format).toMatchObject({ encoding: "utf-16le" });
      expect(big.format).toMatchObject({ encoding: "utf-16be" });
      expect(big.cells).toEqual(little.cells);
      expect(little.cells[0]?.[0]).toBe("id");
    }
  });

  it("knows Windows-1251 by its Cyrillic words", async () => {
    const bytes = Buffer.from([...text].map((char) => windows1251(char)));
    const result = await read(bytes);
    expect(result.format).toMatchObject({ encoding: "windows-1251" });
    expect(result.cells).toEqual(cells);
  });

  it("knows Shift-JIS by its kana", async () => {
    // "id,名前\n1,さくら\n" as Shift-JIS
    const bytes = Buffer.concat([
      Buffer.from("id,"),
      Buffer.from([0x96, 0xbc, 0x91, 0x4f]),
      Buffer.from("\n1,"),
      Buffer.from([0x82, 0xb3, 0x82, 0xad, 0x82, 0xe7]),
      Buffer.from("\n"),
    ]);
    const result = await read(bytes);
    expect(result.format).toMatchObject({ encoding: "shift_jis" });
    expect(result.cells).toEqual([
      ["id", "名前"],
      ["1", "さくら"],
    ]);
  });

  it("lets a person overrule the guess", async () => {
    const latin = Buffer.from("id,name\n1,Z\xfcrich\n", "latin1");
    expect((await read(latin, { encoding: "windows-1252" })).cells[1]).toEqual(["1", "Zürich"]);
    expect(await refusal(read(latin, { encoding: "utf-8" }))).toMatch(/line 2 the file is not UTF-8/);
  });

  function windows1251(char: string): number {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x80) return code;
    if (char === "ё") return 0xb8;
    return code - 0x410 + 0xc0;
  }
});

describe("what is refused, each with a sentence", () => {
  it("NUL, empty, and a quote that never closes", async () => {
    expect(await refusal(read("a,b\n1,\u00002\n"))).toMatch(/NUL/);
    expect(await refusal(read(""))).toMatch(/empty/);
    expect(await refusal(read('a,b\n1,"2\n3,4\n'))).toMatch(/quote opened on line 2 is never closed/);
  });

  it("files over the limit, before reading them", async () => {
    const source = {
      name: "big.csv",
      size: 2 * 1024 ** 3,
      open: () => {
        throw new Error("must not be read");
      },
    };
    expect(await refusal(findFormat(source))).toMatch(/2\.0 GB/);
  });

  it("a million columns", async () => {
    expect(await refusal(read(`${"a,".repeat(2_000)}b\n`))).toMatch(/2,001 columns; at most 1,000/);
    const wide = bytesSource("wide.csv", Buffer.from(",".repeat(3_000_000)));
    const format = await findFormat(wide);
    await expect(async () => {
      for await (const _ of readRows(wide, format));
    }).rejects.toThrow(/longer than 1 MB/);
  });

  it("archives, pictures and programs by their first bytes, whatever their name", async () => {
    expect(await refusal(read(Buffer.from("%PDF-1.7 ...")))).toMatch(/PDF/);
    expect(await refusal(read(Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3])))).toMatch(/picture/);
    expect(await refusal(read(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1])))).toMatch(/old Excel/);
  });

  it("a path in the name", async () => {
    for (const name of ["../../etc/passwd", "a\\b.csv", "x\u0000.csv", ".."]) {
      expect(await refusal(read("a,b\n", {}, undefined, name))).toMatch(/path or control characters/);
    }
  });

  it("gzip: reads it, refuses one cut off, one nested and a bomb", async () => {
    const packed = gzipSync("a,b\n1,2\n");
    expect((await read(packed)).cells).toEqual([
      ["a", "b"],
      ["1", "2"],
    ]);
    expect(await refusal(read(packed.subarray(0, packed.length - 6)))).toMatch(/cut off|damaged/);
    expect(await refusal(read(gzipSync(gzipSync("a,b\n"))))).toMatch(/Inside the gzip file is a gzip/);
    const bomb = bytesSource("bomb.csv.gz", gzipSync(Buffer.from("a,b\n".repeat(20_000_000))));
    const started = performance.now();
    expect(await refusal(findFormat(bomb))).toMatch(/times its own size/);
    expect(performance.now() - started).toBeLessThan(5_000);
    // Where it begins to grow, however much of another kind comes after it.
    const mixed = Buffer.concat([Buffer.from("a,b\n".repeat(1_000_000)), randomBytes(1_000_000)]);
    const early = { ...readerLimits, unpackCheckBytes: 0, unpackRatioFrom: 1024 * 1024 };
    expect(await refusal(read(gzipSync(mixed), {}, early))).toMatch(/a part of it is more than 200 times its own size/);
    const small = { ...readerLimits, unpackedBytes: 1024 * 1024 };
    expect(await refusal(findFormat(bomb, {}, small))).toMatch(/larger than 1 MB/);
  });
});
