import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { guessEncoding } from "@/lib/ingest/reader/encoding";
import type { Encoding } from "@/lib/ingest/reader/encodings";
import { bytesSource } from "@/lib/ingest/reader/source";
import { type FormatOverride, findFormat, readRows } from "@/lib/ingest/reader/table";
import { encoded } from "./support/encoded";

type Language = { readonly name: string; readonly encoding: Encoding; readonly header: string; readonly names: string };

const languages: readonly Language[] = [
  {
    name: "Russian",
    encoding: "windows-1251",
    header: "имя",
    names:
      "Ли А.Б.|Ян Ю.|Цой В.|Пак И.С.|Анна Каренина|Пётр Безухов|Ким О.|Юлия Щёголева|Эмма Юнг|Ия Ро|Семён Соловьёв-Седой|Мстислав Ростропович|ООО «Ромашка»|Лев Мей|Ёлкин Ж.|Глеб Ющенко|Фёкла Ым|О. Ю. Шмидт",
  },
  {
    name: "Russian in capitals",
    encoding: "windows-1251",
    header: "ИМЯ",
    names: "ИВАНОВ|ПЕТРОВА АННА|ЛИ|ЦОЙ|ЩУКИН|ЮСУПОВ|ЯКОВЛЕВА|ЛИ А.Б.|НИКИТИН|КАТАЕВ|ЮНГ|НОВИКОВА|ХОХЛОВ",
  },
  {
    name: "Japanese",
    encoding: "shift_jis",
    header: "名前",
    names:
      "山田太郎|佐藤 花子|森|鈴木さくら|齋藤 一|高橋ケンジ|田中|渡邊 直美|スミス・ジョン|林|ヤマダ タロウ|廣瀬|株式会社ABC|東京都千代田区1-2-3",
  },
  {
    name: "Japanese in half width",
    encoding: "shift_jis",
    header: "ﾅﾏｴ",
    names: "ﾔﾏﾀﾞ ﾀﾛｳ|ﾔﾏﾀﾞ|ｻﾄｳ ﾊﾅｺ|ｽｽﾞｷ ｻｸﾗ|ﾀﾅｶ|ﾓﾘ|ﾅｶﾞｵ ﾏﾄﾞｶ|ﾀｶﾊｼ ｹﾝｼﾞ|ﾜﾀﾅﾍﾞ|ﾊﾔｼ|ｺﾊﾞﾔｼ ﾊﾙｶ|ﾄﾐﾀ|ﾐﾔﾓﾄ|ﾏﾄﾊﾞ ﾐﾅ|ﾄｼ|ﾃｱ",
  },
  {
    name: "German",
    encoding: "windows-1252",
    header: "Straße",
    names:
      "Jörg Müller|Änne Weiß|Käthe Größ|Österreicher|Ö. Vogel|Ingeborg Überacker|Strauß|Fä|Günther Äpfelbäck|Lübeck 5",
  },
  {
    name: "French",
    encoding: "windows-1252",
    header: "Prénom",
    names:
      "Hélène Dupré|É. Zola|François|Noël Lefèvre|Benoît|Anaïs|Jérôme|Çelik|L’Haÿ|Sœur Thérèse|Lætitia|Gaëlle Bérénice|Eugénie d’Évreux",
  },
  {
    name: "Polish",
    encoding: "windows-1250",
    header: "imię",
    names:
      "Kamiński|Zieliński|Wiśniewski|Wójcik|Dąbrowska|Lech Wałęsa|Żuraw|Łoś|Ł. Źdźbło|Ćwik|Grażyna Pączek|Gdańsk|Jóźwiak",
  },
  {
    name: "Czech",
    encoding: "windows-1250",
    header: "příjmení",
    names: "Dvořák|Jiří Kučera|Němec|Novotný|Šťastný|Růžena|Čapek|Ďáblice|Žižka|Č. Tůma|Plzeň",
  },
  {
    name: "Spanish",
    encoding: "windows-1252",
    header: "año",
    names: "Muñoz|García|José Peña|Íñigo|Ángel|Begoña Agüero|Ibáñez|Gijón|Ñ. López|Castellón|Andrés Núñez",
  },
];

/** Files as they come: a header in English or in the language, one to twenty names, other columns beside them. */
const files = (language: Language) =>
  filesOf(language, fc.array(fc.constantFrom(...language.names.split("|")), { minLength: 1, maxLength: 20 }));

const filesOf = ({ header }: Language, some: fc.Arbitrary<string[]>) =>
  fc
    .record({
      head: fc.constantFrom("name", header),
      some,
      delimiter: fc.constantFrom(",", ";", "\t"),
    })
    .map(({ head, some, delimiter }) =>
      [["id", head, "email"], ...some.map((name, at) => [`C-${at}`, name, `c${at}@example.com`])]
        .map((cells) => `${cells.join(delimiter)}\n`)
        .join(""),
    );

async function read(bytes: Buffer, override: FormatOverride = {}) {
  const source = bytesSource("names.csv", bytes);
  const format = await findFormat(source, override);
  const cells: (readonly string[])[] = [];
  for await (const rows of readRows(source, format)) cells.push(...rows.map((row) => row.cells));
  return { format, cells };
}

describe.each(languages)("names in $name", (language) => {
  it("are read back from a short file of their encoding, or the guess says that it is none to rely on", async () => {
    await fc.assert(
      fc.asyncProperty(files(language), async (text) => {
        const { format, cells } = await read(encoded(text, language.encoding));
        if (format.kind === "text" && format.isCertain) expect(cells).toEqual((await read(Buffer.from(text))).cells);
      }),
      { numRuns: 300 },
    );
  });

  it("are read back where there are ten of them, whether the guess is sure of it or not", async () => {
    const ten = fc.shuffledSubarray(language.names.split("|"), { minLength: 10 });
    await fc.assert(
      fc.asyncProperty(filesOf(language, ten), async (text) => {
        expect((await read(encoded(text, language.encoding))).cells).toEqual((await read(Buffer.from(text))).cells);
      }),
      { numRuns: 100 },
    );
  });

  it("are read back from UTF-8, and from it in no other encoding", async () => {
    await fc.assert(
      fc.asyncProperty(files(language), async (text) => {
        fc.pre(/[^\p{ASCII}]/u.test(text));
        const bytes = Buffer.from(text);
        expect(guessEncoding(bytes)).toMatchObject({ encoding: "utf-8", isCertain: true });
        for (const encoding of ["windows-1251", "windows-1252", "windows-1250", "shift_jis"] as const)
          await expect(read(bytes, { encoding })).rejects.toThrow(/The file is UTF-8\./);
      }),
      { numRuns: 50 },
    );
  });
});

describe("a file of few names", () => {
  it.each([
    ["Ли А.Б.", "windows-1251", true],
    ["Ян", "windows-1251", true],
    ["ﾔﾏﾀﾞ ﾀﾛｳ", "shift_jis", true],
    ["ﾜﾀﾅﾍﾞ", "shift_jis", true],
    ["Müller", "windows-1252", true],
    ["D’Angelo, 5 €", "windows-1252", true],
    ["Kamiński Łukasz", "windows-1250", true],
    // ИВАНОВ is ﾈﾂﾀﾍﾎﾂ, Hélène is Hélčne, and ｽｽﾞｷ are two kanji in EUC-JP.
    ["ИВАНОВ", "windows-1251", false],
    ["Hélène", "windows-1252", false],
    ["ｽｽﾞｷ", "shift_jis", false],
  ] as const)("%s in %s is read as it is; that it is sure: %s", async (name, encoding, isCertain) => {
    const { format, cells } = await read(encoded(`id|name\n1|${name}\n`, encoding));
    expect(cells[1]).toEqual(["1", name]);
    expect(format).toMatchObject({ encoding, isCertain });
  });

  it.each([
    // ń and ñ are the same byte: what is read is not what was written, and the guess says so.
    ["Kamiński", "windows-1250"],
    ["ﾔﾏﾀﾞ", "shift_jis"],
    // As bytes of UTF-8 it is ļ.
    ["ﾄｼ", "shift_jis"],
  ] as const)("%s in %s is told to be a guess", async (name, encoding) => {
    const bytes = encoded(`id|name\n1|${name}\n`, encoding);
    expect((await read(bytes)).format).toMatchObject({ isCertain: false });
    const stated = await read(bytes, { encoding });
    expect(stated.format).toMatchObject({ isCertain: true });
    expect(stated.cells[1]).toEqual(["1", name]);
  });

  it.each([
    ["KOI8-R", [0xec, 0xc5, 0xc2, 0xc5, 0xc4, 0xc5, 0xd7]],
    ["ISO 8859-2", [0x44, 0xb1, 0x62, 0x72, 0x6f, 0x77, 0x73, 0x6b, 0x61]],
    ["code page 850", [0x4d, 0x81, 0x6c, 0x6c, 0x65, 0x72]],
    ["code page 866", [0x88, 0xa2, 0xa0, 0xad, 0xae, 0xa2]],
    ["EUC-JP", [0xbb, 0xb3, 0xc5, 0xc4, 0x20, 0xc2, 0xc0, 0xcf, 0xba]],
  ])("in %s, which is not read, is told to be a guess", (_, bytes) => {
    const file = Buffer.concat([Buffer.from("id,name\n1,"), Buffer.from(bytes), Buffer.from("\n")]);
    expect(guessEncoding(file).isCertain).toBe(false);
  });
});

it("UTF-8 is refused in another encoding also where its names come late", async () => {
  const text = `id,name\n${"1,Ann\n".repeat(60_000)}${"2,Анна\n".repeat(5)}`;
  await expect(read(Buffer.from(text), { encoding: "windows-1251" })).rejects.toThrow(/The file is UTF-8\./);
  const legacy = encoded(text, "windows-1251");
  expect((await read(legacy, { encoding: "windows-1251" })).cells.at(-1)).toEqual(["2", "Анна"]);
});
