import { parse } from "csv-parse/sync";
import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { getCard } from "@/lib/cards/queries/card";
import { findAnything } from "@/lib/cards/queries/find";
import { cardParams } from "@/lib/cards/schema";
import { findExport } from "@/lib/export/registry";
import { formatDate, formatMoney, type Locale } from "@/lib/format";
import { type Scope, scopeForOperator } from "@/lib/identity/scope";
import type { MappingInput } from "@/lib/ingest/mapping/schema";
import type { Encoding } from "@/lib/ingest/reader/encodings";
import { encoded } from "./support/encoded";
import { load, makeIssuer, plainMapping } from "./support/issuer";

type World = {
  readonly name: string;
  readonly code: string;
  readonly encoding: Encoding;
  readonly format: Partial<MappingInput["files"][number]>;
  readonly delimiter: string;
  /** 3 November 2026 and 1,234.56 or 1,234, as such a country's files write them. */
  readonly day: string;
  readonly amount: string;
  readonly currency: string;
  readonly minor: bigint;
  readonly person: string;
  readonly shop: string;
  /** A part of the name as somebody might type it. */
  readonly typed: string;
  readonly locale: Locale;
  readonly shown: { readonly day: string; readonly amount: string };
};

const worlds: readonly World[] = [
  {
    name: "Latin",
    code: "LATIN",
    encoding: "windows-1252",
    format: { dateFormats: ["DD.MM.YYYY"], decimalMark: "," },
    delimiter: ";",
    day: "03.11.2026",
    amount: "1.234,56",
    currency: "EUR",
    minor: 123_456n,
    person: "Jürgen Ñuñez-Çelik",
    shop: "Café Größe",
    typed: "ñuñez-çelik",
    locale: "en",
    shown: { day: "3 Nov 2026", amount: "€1,234.56" },
  },
  {
    name: "Cyrillic",
    code: "CYRILLIC",
    encoding: "windows-1251",
    format: { dateFormats: ["DD.MM.YYYY"], decimalMark: "," },
    delimiter: ";",
    day: "03.11.2026",
    amount: "1 234,56",
    currency: "RUB",
    minor: 123_456n,
    person: "Семён Щёголев",
    shop: "Магазин «Ёлка»",
    typed: "ЩЁГОЛЕВ семён",
    locale: "ru",
    shown: { day: "3 нояб. 2026 г.", amount: "1 234,56 ₽" },
  },
  {
    name: "Japanese",
    code: "JAPANESE",
    encoding: "shift_jis",
    format: { dateFormats: ["YYYY/MM/DD"], decimalMark: "." },
    delimiter: ",",
    day: "2026/11/03",
    amount: '"1,234"',
    currency: "JPY",
    minor: 1_234n,
    person: "山田 太郎",
    shop: "東京ギフト店",
    typed: "太郎",
    locale: "ja",
    shown: { day: "2026年11月3日", amount: "￥1,234" },
  },
];

async function exported(scope: Scope, table: string, address: Record<string, string>) {
  const prepare = () => findExport(table)?.prepare(scope, address);
  let text = "";
  for await (const piece of (await prepare())?.csv() ?? []) text += piece;
  const workbook = new ExcelJS.Workbook();
  const sheet = (await prepare())?.xlsx();
  if (sheet) await workbook.xlsx.read(sheet);
  const row = workbook.worksheets[0]?.getRow(2);
  return {
    csv: (parse(text, { bom: true, columns: true }) as Record<string, string>[])[0] ?? {},
    sheet: (row?.values as unknown[]) ?? [],
  };
}

/** What separates digits and words may be a space that does not break. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

describe.each(worlds)("a file in $name ($encoding)", (world) => {
  it("survives import, search and export with its names, dates and numbers", async () => {
    const { code, delimiter, day, amount, person, shop, currency } = world;
    const loader = await makeIssuer(code, { currency, timeZone: "UTC" });
    const line = (...cells: string[]) => cells.join(delimiter);
    const file = (...lines: string[]) => encoded(`${lines.join("\r\n")}\r\n`, world.encoding);
    const outcome = await load(
      loader,
      {
        "merchants.csv": file(line("code", "name"), line("m1", shop)),
        "types.csv": file(
          line("code", "name", "currency", "fundsExpire", "validityDays"),
          line("T1", shop, currency, "no", "365"),
        ),
        "customers.csv": file(line("id", "name", "state"), line("h1", person, "")),
        "cards.csv": file(line("id", "cardType", "customer", "soldOn", "expiresOn"), line("c1", "T1", "h1", day, "")),
        "events.csv": file(
          line("id", "card", "kind", "amount", "occurredAt", "merchant", "corrects"),
          line("e1", "c1", "sale", amount, day, "m1", ""),
        ),
      },
      plainMapping({ ...world.format, encoding: world.encoding, delimiter }),
    );
    expect(outcome.refused).toEqual([]);
    const scope = await scopeForOperator(code);

    expect(await findAnything(scope, world.typed)).toEqual([
      expect.objectContaining({ kind: "customer", id: "h1", name: person }),
    ]);

    const { card, balance } = await getCard(scope, "c1", cardParams.parse({ asOf: "2026-11-15" }));
    expect([card.customer?.name, card.merchant.name, card.soldOn, balance]).toEqual([
      person,
      shop,
      "2026-11-03",
      world.minor,
    ]);
    expect(plain(formatDate(card.soldOn, world.locale))).toBe(world.shown.day);
    expect(plain(formatMoney(balance, currency, world.locale))).toBe(world.shown.amount);

    const decimal = currency === "JPY" ? "1234" : "1234.56";
    const events = await exported(scope, "events", { asOf: "2026-11-15", currency });
    expect(events.csv).toMatchObject({
      Date: "2026-11-03",
      Merchant: shop,
      "Card type": shop,
      [`Amount, ${currency}`]: decimal,
    });
    expect(events.sheet).toContain(shop);
    expect(events.sheet).toContain(Number(decimal));
    expect(events.sheet).toContainEqual(new Date("2026-11-03T00:00:00Z"));
    const customers = await exported(scope, "customers", { asOf: "2026-11-15", search: world.typed });
    expect(customers.csv.Name).toBe(person);
    expect(customers.sheet).toContain(person);
  });
});
